// A function type that has a result needs no parentheses in a conversion; one without takes what
// follows for its results.
package p

type T int

var (
	y func() T
	s []func() T
	m = map[string]func() T(nil)
	a = []func() T(s)
	b = func() T(y)
	c = func() (T)(y)
	d = func() func() T(nil)
	e = []func() *T(s)
	f = func() (nil)
	g = func()
	h = func() T(y)()
	i = func() T(y) == nil
)

func use() {
	go func() T(y)()
	func() T(y)()
	if func() T(y) != nil {
	}
	for range []func() T(s) {
	}
}
