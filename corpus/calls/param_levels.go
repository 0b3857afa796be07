// Parameters of all levels: to the heap, to results, with dereferences, and not at all.
package p

type t struct {
	p    *int
	pp   **int
	next *t
	arr  [2]*int
	sl   []*int
}

var (
	gp *int
	gt *t
	gs []*int
)

func heap0(p *int)            { gp = p }
func heap1(pp **int)          { gp = *pp }
func heap2(ppp ***int)        { gp = **ppp }
func result0(p *int) *int     { return p }
func result1(pp **int) *int   { return *pp }
func result2(ppp ***int) *int { return **ppp }
func both(p *int) *int        { gp = p; return p }
func heapAndResult(pp **int) **int {
	gp = *pp
	return pp
}

func fields(x *t, i int) (*int, *int, *int, *int, *t) {
	return x.p, *x.pp, x.arr[i], x.sl[i], x.next.next
}

func addressOfField(x *t) **int { return &x.p }

func addressOfElem(x *t, i int) **int { return &x.sl[i] }

func byValue(x t) *int { return x.p }

func byValueDeep(x t) *int { return x.next.p }

func byValueAddress(x t) **int { return &x.p }

func keepValue(x t) { gt = &x }

func keepSlice(x *t) { gs = x.sl }

func storeInto(x *t, p *int) { x.p = p }

func storeBetween(dst, src *t) { dst.p = src.p }

func onlyRead(x *t, p *int, s []*int, m map[string]*int) int {
	return *x.p + *p + *s[0] + *m["k"]
}

func onlyWrite(x *t, p *int) {
	x.p = nil
	*p = 4
}

func reassigned(p, q *int) *int {
	p = q
	return p
}

func conditional(p, q *int) (r *int) {
	r = p
	if *p < *q {
		r = q
	}
	return
}

func loopNext(x *t) *t {
	for x.next != nil {
		x = x.next
	}
	return x
}

func array(a [2]*int) *int { return a[0] }

func arrayPointer(a *[2]*int) []*int { return a[:] }

func str(s string) string { return s[1:] }

func bytes(b []byte, s string) (string, []byte) { return string(b), []byte(s) }
