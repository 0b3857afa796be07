package p

// Duplicate cases, keys, indexes and interface methods, part 2.

type I interface {
	m()
	n()
	m()
}

type S struct{ a, b int }

func literals() {
	_ = map[string]int{"a": 1, "b": 2, "a": 3}
	_ = []int{0: 1, 1: 2, 0: 3}
	_ = [2]int{5, 6, 7}
	_ = [...]int{1: 1, 2, 1: 3}
	_ = S{a: 1, a: 2}
	_ = S{a: 1, 2}
	_ = S{1}
	_ = S{1, 2, 3}
	_ = map[S]bool{{1, 2}: true, {1, 2}: false}
}
