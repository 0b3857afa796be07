package p

// Invalid operations, part 2.

type T struct{ f []int }
type U struct{ a int }

func ops(a int, b string, c bool, d []int, e map[string]int, f func(), g *int, h float64, t T, u U) {
	_ = f == f
	_ = t == t
	_ = u == u
	_ = u < u
	_ = g < g
	_ = c < c
	_ = h % 2
	_ = a << h
	_ = a << -1
}
