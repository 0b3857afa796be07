package p

// Wrong numbers and types of arguments, part 4.

type T struct{}

func (T) m(a int, b ...string) {}

func zero()                    {}
func two(a int, b *string)     {}
func vari(a int, bs ...*int)   {}
func pair() (int, *string)     { return 0, nil }
func triple() (a, b, c int)    { return }

func calls(t T, s []string, f func(int) int) {
	_ = make(int)
	_ = make([]int)
	_ = new()
	_ = new(1, 2)
	copy(s)
	copy(s, 1)
	delete(s, 1)
	_ = cap(map[int]int{})
	close(s)
}
