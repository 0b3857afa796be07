package p

// Bad composite literals, part 2.

type S struct {
	a int
	b *S
	c []S
}
type I interface{}

func f(n int) {
	_ = [3]int{5: 1}
	_ = []int{n: 1}
	_ = []int{-1: 1}
	_ = map[string]int{1: 1, "a": "b"}
	_ = map[string]int{"a"}
	_ = int{1}
	_ = I{}
	_ = *S{}
	_ = &int{}
}
