package p

// Bad type expressions, part 3: found by the type checker only.

type j struct{ *k }
type k interface{ m() }
type ptr *int
type l struct{ ptr }
type m [1 << 62]int
type n [1.5]int
type o map[o2]int
type o2 struct{ f []int }

var s [...]int
var v x
var w = x{}
var x = 5
var y []y

func f() int.x { return 0 }

func (l l) ok() *l { return &l }
