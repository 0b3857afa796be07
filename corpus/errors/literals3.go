package p

// Bad composite literals, part 3.

type S struct {
	a int
	b *S
	c []S
}
type I interface{}

func f(n int) {
	_ = {1, 2}
	_ = []{1}
	_ = func(){}{}
}
