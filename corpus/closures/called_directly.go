// Literals called where they stand, or through a variable that is never reassigned: arguments and results are tracked.
package p

var sink *int

func direct() int {
	x := 1
	p := func(q *int) *int { return q }(&x)
	return *p
}

func directLeaks() {
	x := 1
	func(q *int) { sink = q }(&x)
}

func directReturned() *int {
	x := 1
	return func() *int { return &x }()
}

func throughVariable() int {
	first := func(a, b *int) *int { return a }
	x, y := 1, 2
	return *first(&x, &y)
}

func throughReassigned(c bool) int {
	f := func(a *int) *int { return a }
	if c {
		f = func(a *int) *int { return nil }
	}
	x := 1
	if p := f(&x); p != nil {
		return *p
	}
	return 0
}

func throughAlias() int {
	f := func(a *int) int { return *a }
	g := f
	h := g
	x := 5
	return h(&x)
}

func throughAddress() int {
	f := func(a *int) int { return *a }
	pf := &f
	x := 5
	return (*pf)(&x)
}

func severalResults() (int, error) {
	n, err := func() (int, error) {
		v := 3
		return v, nil
	}()
	return n, err
}

func inExpression(a, b int) int {
	return func() int { return a }() + func() int { return b }()*2
}

func inCondition(xs []int) bool {
	if func() bool {
		for _, x := range xs {
			if x < 0 {
				return true
			}
		}
		return false
	}() {
		return true
	}
	return len(xs) == 0
}

func variadic() int {
	sum := func(xs ...int) (s int) {
		for _, x := range xs {
			s += x
		}
		return
	}
	return sum() + sum(1) + sum(1, 2, 3)
}
