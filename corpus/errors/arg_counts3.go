package p

// Wrong numbers and types of arguments, part 3.

type T struct{}

func (T) m(a int, b ...string) {}

func zero()                    {}
func two(a int, b *string)     {}
func vari(a int, bs ...*int)   {}
func pair() (int, *string)     { return 0, nil }
func triple() (a, b, c int)    { return }

func calls(t T, s []string, f func(int) int) {
	y := pair()
	a, b, c := pair()
	_ = f(zero())
	len()
	_ = len(1)
	_ = len(s, s)
	_ = append()
	_ = append(1, 2)
	_ = make()
}
