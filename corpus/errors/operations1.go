package p

// Invalid operations, part 1.

type T struct{ f []int }
type U struct{ a int }

func ops(a int, b string, c bool, d []int, e map[string]int, f func(), g *int, h float64, t T, u U) {
	_ = a + b
	_ = a + h
	_ = !a
	_ = -b
	_ = ^h
	_ = a && c
	_ = c + c
	_ = d == d
	_ = e == e
}
