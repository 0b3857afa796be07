package p

// Undefined methods, fields and packages, part 2.

import "unsafe"

type T struct {
	field int
	*inner
}
type inner struct{ deep int }

func (t T) Method() {}

func f(t T, p *T, pp **T, i interface{ m() }) {
	p.nope()
	T.absent(t)
	_ = T{nokey: 1}
	_ = t.Deep
	pp.Method()
	i.n()
	_ = unsafe.pointer
	fmt.Println("x")
	p.inner.method()
}

func fine(t *T) int { return t.field + t.deep }
