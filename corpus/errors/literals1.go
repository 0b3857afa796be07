package p

// Bad composite literals, part 1.

type S struct {
	a int
	b *S
	c []S
}
type I interface{}

func f(n int) {
	_ = S{1, nil}
	_ = S{1, nil, nil, 4}
	_ = S{a: 1, d: 2}
	_ = S{"a", nil, nil}
	_ = S{b: S{}}
	_ = S{c: []S{{1, nil, nil}, 3}}
	_ = S{S: 1}
	_ = []int{"a", 'b', 1.5}
	_ = [2]int{1, 2, 3}
}
