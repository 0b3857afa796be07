// Belief: *pp = &x is an ordinary assignment. An indirect store goes to the heap, even if pp points to a local.
package p

func indirect() int {
	x := 1
	var p *int
	pp := &p
	*pp = &x
	return **pp
}

func direct() int {
	x := 1
	var p *int
	p = &x
	pp := &p
	return **pp
}

type holder struct {
	p    *int
	in   inner
	next *holder
}

type inner struct{ q *int }

func fieldOfVariable() int {
	x := 1
	var h holder
	h.p = &x
	h.in.q = &x
	return *h.p
}

func fieldOfPointer() int {
	x := 1
	h := &holder{}
	h.p = &x
	return *h.p
}

func chain() int {
	x := 1
	var a, b holder
	a.next = &b
	a.next.p = &x
	return *b.p
}

func (h *holder) set(p *int) { h.p = p }

func (h holder) with(p *int) holder {
	h.p = p
	return h
}

func byMethod() int {
	x, y := 1, 2
	var h holder
	h.set(&x)
	g := h.with(&y)
	return *h.p + *g.p
}

func setResult(out **int, v int) { *out = &v }

func swap(a, b **int) { *a, *b = *b, *a }

func throughParam() int {
	x, y := 1, 2
	p, q := &x, &y
	swap(&p, &q)
	var r *int
	setResult(&r, 3)
	return *p - *q + *r
}
