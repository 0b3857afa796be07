// Named results captured by literals: shared with the caller's copy, moved to the heap when the literal outlives the call.
package p

var later func()

func counted() (n int) {
	inc := func() { n++ }
	inc()
	inc()
	return n
}

func kept() (n int) {
	later = func() { n = 5 }
	return 1
}

func pointerResult() (p *int, err error) {
	set := func(v int) { p = &v }
	set(3)
	return p, err
}

func funcResult() (f func() int) {
	f = func() int {
		if f == nil {
			return 0
		}
		return 1
	}
	return f
}

func sliceResult(n int) (out []string) {
	add := func(s string) { out = append(out, s) }
	for i := 0; i < n; i++ {
		add("item")
	}
	return
}

func recovered(f func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			ok = false
		}
	}()
	ok = true
	f()
	return
}

func both(x *int) (a, b *int) {
	func() { a, b = x, new(int) }()
	return
}

func shadowed() (v int) {
	f := func() (v int) {
		v = 2
		return
	}
	v = f()
	return
}

func addressOf() (v int, p *int) {
	p = &v
	v = 4
	return
}
