package p

// Wrong numbers and types of arguments, part 1.

type T struct{}

func (T) m(a int, b ...string) {}

func zero()                    {}
func two(a int, b *string)     {}
func vari(a int, bs ...*int)   {}
func pair() (int, *string)     { return 0, nil }
func triple() (a, b, c int)    { return }

func calls(t T, s []string, f func(int) int) {
	zero(1)
	two()
	two(1)
	two(1, nil, 3)
	two("a", 1)
	two(pair())
	two(triple())
	two(pair(), 1)
	vari()
}
