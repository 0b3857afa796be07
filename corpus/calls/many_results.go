// Results beyond the fifth are not noted apart (the seventh in 1.21): what flows there counts as leaking to the heap.
package p

func five(a, b, c, d, e *int) (*int, *int, *int, *int, *int) { return a, b, c, d, e }

func six(a, b, c, d, e, f *int) (*int, *int, *int, *int, *int, *int) { return a, b, c, d, e, f }

func seven(a, b, c, d, e, f, g *int) (r0, r1, r2, r3, r4, r5, r6 *int) {
	r0, r1, r2, r3, r4, r5, r6 = a, b, c, d, e, f, g
	return
}

func eight(p **int) (a, b, c, d, e, f, g int, h *int) {
	h = *p
	return
}

func mixedKinds(s string, p *int, m map[string]*int, f func() int) (n int, err error, q *int, g func() int, o *int) {
	n = len(s)
	q = p
	g = f
	o = m[s]
	return
}

func useFive() int {
	v := 1
	a, _, _, _, e := five(&v, nil, nil, nil, &v)
	return *a + *e
}

//go:noinline
func sixApart(a, f *int) (int, int, int, int, int, *int) { return *a, 0, 0, 0, 0, f }

//go:noinline
func fiveApart(a, e *int) (int, int, int, int, *int) { return *a, 0, 0, 0, e }

func useSixApart() int {
	x, y := 1, 2
	_, _, _, _, _, f := sixApart(&x, &y)
	return *f
}

func useFiveApart() int {
	x, y := 1, 2
	_, _, _, _, e := fiveApart(&x, &y)
	return *e
}

func forward(a, b *int) (int, int, int, int, *int) { return fiveApart(a, b) }

func swap(a, b *int) (*int, *int) { return b, a }

func swapTwice(a, b *int) (*int, *int) { return swap(swap(a, b)) }

func blankResults(p *int) (_ *int, _ int, r *int) {
	r = p
	return
}

func unnamed(p, q *int) (int, *int) {
	if p == nil {
		return 0, q
	}
	return *p, p
}

func localsOut() (*int, []int, map[string]int, func() int) {
	x := 1
	return &x, []int{x}, map[string]int{"x": x}, func() int { return x }
}
