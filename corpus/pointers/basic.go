package p

// new, &x, double indirection, pointers to pointers: which variables move.

var gp *int
var gpp **int

func ret() *int { x := 1; return &x }

func retNew() (p *int) { p = new(int); return }

func local() int {
	x := 1
	p := &x
	pp := &p
	**pp = 2
	return x
}

func addrOfParam(x int) *int { return &x }

func addrOfPtrParam(p *int) **int { return &p }

func derefParam(pp **int) *int { return *pp }

func derefTwice(ppp ***int) *int { return **ppp }

func storeThrough(pp **int, p *int) { *pp = p }

func storeLocal(p *int) int {
	var q *int
	pp := &q
	*pp = p
	return *q
}

func storeLocalLeak(pp **int) {
	x := 1
	*pp = &x
}

func global(p *int, pp **int) {
	gp = p
	gpp = pp
	*gpp = p
	gp = *pp
	*gp = **pp
}

func chain() **int {
	x := 1
	p := &x
	return &p
}

func pointerToLocalPointer() *int {
	x := 1
	p := &x
	pp := &p
	return *pp
}

func conditional(b bool, p, q *int) *int {
	r := &p
	if b {
		r = &q
	}
	return *r
}

func swap(a, b *int) { *a, *b = *b, *a }

func swapPointers(a, b **int) { *a, *b = *b, *a }

func swapLocals(p, q *int) (*int, *int) {
	p, q = q, p
	return p, q
}

func rotate(p, q, r *int) (a, b, c *int) {
	a, b, c = q, r, p
	return
}

func newExpr(n int) *int {
	p := new(int)
	*p = n
	q := p
	return q
}

func nilCompare(p *int, q **int) bool {
	x := 1
	return p == &x || *q == nil || q == &p
}
