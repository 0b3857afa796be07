// Outer variables assigned inside a literal, pointers that leave through them.
package p

var global *int

func maxOf(xs []int) int {
	best := 0
	update := func(x int) {
		if x > best {
			best = x
		}
	}
	for _, x := range xs {
		update(x)
	}
	return best
}

func pointerOut() *int {
	var out *int
	set := func(p *int) { out = p }
	x := 1
	set(&x)
	return out
}

func pointerStays() int {
	var out *int
	set := func(p *int) { out = p }
	x := 1
	set(&x)
	return *out
}

func pointerFromInside() int {
	var out *int
	func() {
		x := 3
		out = &x
	}()
	return *out
}

func toGlobal(x int) {
	func() { global = &x }()
}

func swap(a, b *int) (*int, *int) {
	f := func() { a, b = b, a }
	f()
	return a, b
}

func errorOf(steps []func() error) (err error) {
	do := func(f func() error) {
		if err == nil {
			err = f()
		}
	}
	for _, s := range steps {
		do(s)
	}
	return
}

func appendInside(n int) []int {
	var out []int
	emit := func(x int) { out = append(out, x) }
	for i := 0; i < n; i++ {
		emit(i)
	}
	return out
}

func sliceOfPointers() int {
	var ps []*int
	add := func(v int) { ps = append(ps, &v) }
	add(1)
	add(2)
	return *ps[0] + *ps[1]
}
