package p

// Invalid conversions, part 3.

type T struct{ a int }
type U struct{ a string }
type I interface{ m() }

func conv(i int, s string, f float64, p *int, t T, u U, b []byte, x interface{}, e I) {
	_ = map[string]int(s)
	_ = int(nil)
	_ = int()
	_ = int(1, 2)
	_ = uint8(-1)
	_ = string("a", "b")
	_ = uintptr(p)
}
