package p

// Leaks to several results with different levels of indirection; named,
// unnamed and blank results; more than five results.

type pair struct{ a, b *int }

func two(p, q *int) (*int, *int) { return q, p }

func levels(p ***int) (a ***int, b **int, c *int) { return p, *p, **p }

func named(p *pair) (x *int, _ *int, err error) {
	x = p.a
	return x, p.b, nil
}

func blankParams(_ *int, p *int, _ ...*int) *int { return p }

func unnamedParams(*int, **int) (r *int) { return }

func six(a, b, c, d, e, f *int) (*int, *int, *int, *int, *int, *int) {
	return a, b, c, d, e, f
}

func useSix() *int {
	x := 1
	_, _, _, _, _, f := six(nil, nil, nil, nil, nil, &x)
	return f
}

func same(p *int) (*int, *int) { return p, p }

func toResultAndHeap(p *int, c chan *int) *int {
	c <- p
	return p
}

func resultAddr() (x int, p *int) {
	p = &x
	return
}

func throughCall(p, q *int) *int {
	a, b := two(p, q)
	if *a > 1 {
		return b
	}
	return nil
}

func recursive(n int, p *int, q **int) *int {
	if n == 0 {
		return *q
	}
	return recursive(n-1, *q, &p)
}

func mutualA(p *int, n int) *int {
	if n > 0 {
		return mutualB(n-1, p)
	}
	return nil
}

func mutualB(n int, p *int) *int { return mutualA(p, n) }

func deferResult(p *int) (r *int) {
	defer func() { r = p }()
	return nil
}

func variadic(ps ...*int) *int {
	if len(ps) > 0 {
		return ps[0]
	}
	return nil
}

func callVariadic() (int, *int) {
	x, y, z := 1, 2, 3
	a := *variadic(&x, &y)
	return a, variadic(&z)
}
