// Package main uses generic functions and types in every way that decides what is compiled for them.
package main

var kept []any

func show(args ...any) { kept = append(kept, args...) }

type Stringer interface{ String() string }

type My int

func (m My) String() string { return "x" }

type List[T any] struct {
	head *node[T]
	n    int
}

type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) {
	l.head = &node[T]{v: v, next: l.head}
	l.n++
}

func (l *List[T]) Each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}

func (l List[T]) Any() any { return l }

func Map[T, U any](xs []T, f func(T) U) []U {
	var out []U
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Str[T Stringer](x T) string {
	g := func() string { return x.String() }
	return g()
}

func New[T any](x T) *T {
	p := new(T)
	*p = x
	return p
}

func Make[T any](n int) []T { return make([]T, n) }

func Sw[T any](x any) int {
	switch y := x.(type) {
	case T:
		_ = y
		return 1
	case []T:
		return len(y)
	case int:
		return y
	}
	if z, ok := x.(T); ok {
		_ = z
		return 3
	}
	return 2
}

func Twice[T any](x T) []*T { return []*T{New(x), New[T](x)} }

func main() {
	var l List[int]
	l.Push(1)
	l.Each(func(i int) { show(i) })
	show(l.Any())
	show(Map([]int{1}, func(i int) string { return "a" }))
	show(Str(My(1)))
	show(*New(2), Make[string](3), Sw[int](4), Twice("a"))
	f := New[float64]
	show(*f(1))
	h := l.Push
	h(3)
}
