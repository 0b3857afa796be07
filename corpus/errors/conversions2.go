package p

// Invalid conversions, part 2.

type T struct{ a int }
type U struct{ a string }
type I interface{ m() }

func conv(i int, s string, f float64, p *int, t T, u U, b []byte, x interface{}, e I) {
	_ = int(x)
	_ = x.(I).n()
	_ = e.(int)
	_ = bool(i)
	_ = int(true)
	_ = [2]int(b)
	_ = (*[2]int)(i)
	_ = func()(p)
	_ = chan int(nil)
}
