// Function literals that are called once, twice, through variables, and returned.
package p

var sink any

func apply(f func(int) int, x int) int { return f(x) }

func twice(f func(int) int) func(int) int {
	return func(x int) int { return f(f(x)) }
}

func compose(f, g func(int) int) func(int) int {
	return func(x int) int { return g(f(x)) }
}

func once() int {
	return func(a, b int) int { return a*b + 1 }(2, 3)
}

func variable(n int) int {
	add := func(x int) int { return x + n }
	return add(1) + add(2)
}

func reassigned(b bool) int {
	f := func() int { return 1 }
	if b {
		f = func() int { return 2 }
	}
	return f()
}

func counter() func() *int {
	n := 0
	return func() *int { n++; return &n }
}

func local() int {
	next := counter()
	next()
	return *next()
}

func chain() int {
	inc := func(x int) int { return x + 1 }
	return compose(inc, twice(inc))(3) + apply(inc, 4)
}

func capture(xs []int) (sum int) {
	each := func(f func(int)) {
		for _, x := range xs {
			f(x)
		}
	}
	each(func(x int) { sum += x })
	each(func(x int) { sink = &x })
	return
}

func immediate() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	func() { panic("x") }()
	return
}
