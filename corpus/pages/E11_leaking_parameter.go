// An address is passed to a function that keeps its parameter, and to one that does not.
package p

var last *int

//go:noinline
func keep(p *int) { last = p }

//go:noinline
func look(p *int) int { return *p }

func demo() int {
	x, y := 1, 2
	keep(&x)
	return look(&y)
}
