package p

// Assignments whose types do not match.

type celsius float64
type ints []int
type T struct{ a int }

var i int = "text"
var s string = 1
var f float64 = i
var p *int = &s

func assign(x int, y string, c celsius, q *string) {
	x = y
	y = 'a'
	x = 1.5
	x = nil
	c = 3.5
	c = float64(1)
	q = &x
	q = *q
	x, y = 1
	x = 1, 2
	var t T = 3
	t = &T{}
	var u ints = []string{"a"}
	u = []int{1}
	_, _ = t, u
	x += "a"
	y -= "b"
	y++
}
