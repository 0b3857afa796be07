package p

// Invalid operations, part 5.

type T struct{ f []int }
type U struct{ a int }

func ops(a int, b string, c bool, d []int, e map[string]int, f func(), g *int, h float64, t T, u U) {
	d == nil
	a
	-a
	g.x = 1
}
