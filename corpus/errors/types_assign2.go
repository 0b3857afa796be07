package p

// Assignments whose types do not match, part 2: counts, nil, functions.

type T struct{ a int }
type ints []int

func pair() (int, error) { return 0, nil }

func assign(x int, y string, u ints, f func(int) int) {
	x, y = 1
	x = 1, 2
	x, y = pair()
	x = pair()
	var t T = 3
	t = &T{}
	u = []string{"a"}
	f = func(string) int { return 1 }
	x := nil
	_ = t
}

func fine(u ints) []int { return u }
