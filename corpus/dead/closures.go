package p

// Function literals that disappear: called directly, through a variable used
// once, nested in removed code; and those that stay.

var keep func() *int
var sink *int

func direct(a *int) int {
	return func(p *int) int {
		x := *p
		return x
	}(a)
}

func once(a *int) *int {
	id := func(p *int) *int { return p }
	return id(a)
}

func twice(a *int) *int {
	id := func(p *int) *int { return p }
	return id(id(a))
}

func nested(a *int) (r *int) {
	func() {
		func(p *int) {
			func() { r = p }()
		}(a)
	}()
	return
}

func moved(n int) *int {
	mk := func(v int) *int { return &v }
	return mk(n)
}

func movedCapture(n int) *int {
	mk := func() *int { v := n; return &v }
	return mk()
}

func reassigned(a *int, b bool) *int {
	f := func(p *int) *int { return p }
	if b {
		f = func(p *int) *int { return nil }
	}
	return f(a)
}

func reassignedUnknown(a *int, g func(*int) *int) *int {
	f := func(p *int) *int { return p }
	if g != nil {
		f = g
	}
	return f(a)
}

func recursive(n int) *int {
	var walk func(int) *int
	walk = func(k int) *int {
		if k == 0 {
			return &n
		}
		return walk(k - 1)
	}
	return walk(n)
}

func inDead(a *int) {
	if false {
		keep = func() *int { return a }
	}
	return
	sink = func(p *int) *int { return p }(a)
}

func stays(a *int) {
	f := func() *int { return a }
	keep = f
}

func passedOn(a *int) *int {
	return run(func() *int { return a })
}

func run(f func() *int) *int { return f() }

func table(a *int, i int) *int {
	fs := [...]func(*int) *int{
		func(p *int) *int { return p },
		func(p *int) *int { sink = p; return nil },
	}
	return fs[i](a)
}

func ifInit(a *int) *int {
	if f := func() *int { return a }; f() != nil {
		return f()
	}
	return nil
}
