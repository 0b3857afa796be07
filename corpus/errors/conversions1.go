package p

// Invalid conversions, part 1.

type T struct{ a int }
type U struct{ a string }
type I interface{ m() }

func conv(i int, s string, f float64, p *int, t T, u U, b []byte, x interface{}, e I) {
	_ = int(s)
	_ = string(f)
	_ = []byte(i)
	_ = []int(s)
	_ = *int(p)
	_ = (*string)(p)
	_ = T(u)
	_ = T(i)
	_ = I(t)
}
