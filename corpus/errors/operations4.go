package p

// Invalid operations, part 4.

type T struct{ f []int }
type U struct{ a int }

func ops(a int, b string, c bool, d []int, e map[string]int, f func(), g *int, h float64, t T, u U) {
	_ = d[1:0]
	_ = e[1:2]
	_ = b[0:1:2]
	_ = a.(int)
	_ = <-a
	a <- 1
	f.x()
	a++
	b++
}
