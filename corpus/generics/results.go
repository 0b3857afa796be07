// Optional values, results and futures.
package p

type opt[T any] struct {
	v  T
	ok bool
}

func some[T any](v T) opt[T] { return opt[T]{v, true} }
func none[T any]() opt[T]    { return opt[T]{} }
func (o opt[T]) or(d T) T {
	if o.ok {
		return o.v
	}
	return d
}
func (o opt[T]) ptr() *T { return &o.v }

func then[T, U any](o opt[T], f func(T) opt[U]) opt[U] {
	if !o.ok {
		return none[U]()
	}
	return f(o.v)
}

type result[T any] struct {
	val T
	err error
}

func try[T any](f func() (T, error)) result[T] {
	v, err := f()
	return result[T]{v, err}
}

func async[T any](f func() T) <-chan result[T] {
	c := make(chan result[T], 1)
	go func() { c <- result[T]{val: f()} }()
	return c
}

func use() int {
	o := then(some(1), func(n int) opt[string] { return some("x") })
	r := try(func() (*int, error) { n := 1; return &n, nil })
	a := <-async(func() []int { return []int{1} })
	return len(o.or("y")) + *r.val + len(a.val) + *some(2).ptr() + none[int]().or(3)
}
