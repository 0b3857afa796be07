package p

// Invalid operations, part 3.

type T struct{ f []int }
type U struct{ a int }

func ops(a int, b string, c bool, d []int, e map[string]int, f func(), g *int, h float64, t T, u U) {
	_ = *a
	_ = &1
	_ = &f()
	_ = a()
	_ = a[0]
	_ = b["x"]
	_ = d["x"]
	_ = e[1]
	_ = g[0]
}
