package p

// Bad type expressions, part 1.

type a [n]int
type b [-1]int
type c ["x"]int
type d map[[]int]string
type e map[func()]int
type f chan undefined
type g struct{ *undefined2 }
type h interface{ int }
type k interface{ m() }
type l []notype
type m struct{ p }

var n = 3

var t = [...]int{1, 2}
var u map[d]int
var v x
var w = x{}
var x = 5

func f3() int.x          { return 0 }
