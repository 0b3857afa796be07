package p

// Wrong numbers and types of arguments, part 2.

type T struct{}

func (T) m(a int, b ...string) {}

func zero()                    {}
func two(a int, b *string)     {}
func vari(a int, bs ...*int)   {}
func pair() (int, *string)     { return 0, nil }
func triple() (a, b, c int)    { return }

func calls(t T, s []string, f func(int) int) {
	vari(1, 2)
	vari(1, s...)
	vari(1, nil, s...)
	t.m()
	t.m(1, s...)
	t.m(1, "a", 2)
	f()
	f(1, 2)
	x := zero()
}
