package p

// Addresses of fields, elements, elements of fields; stores through them.

type inner struct {
	n int
	p *int
}

type outer struct {
	in   inner
	ptr  *inner
	arr  [4]inner
	list []inner
	m    map[string]*inner
}

var keep *int
var keepInner *inner

func fieldAddr(o *outer) *int { return &o.in.n }

func fieldAddrVal(o outer) *int { return &o.in.n }

func ptrField(o outer) *inner { return o.ptr }

func ptrFieldAddr(o outer) *int { return &o.ptr.n }

func elemAddr(o *outer, i int) *inner { return &o.arr[i] }

func elemAddrVal(o outer, i int) *inner { return &o.arr[i] }

func listAddr(o outer, i int) *int { return &o.list[i].n }

func mapField(o outer) *int { return o.m["a"].p }

func setField(o *outer, p *int) { o.in.p = p }

func setFieldVal(o outer, p *int) { o.in.p = p }

func setFieldRet(o outer, p *int) outer { o.arr[2].p = p; return o }

func setDeep(o *outer, p *int) {
	o.ptr.p = p
	o.arr[1].p = p
	o.list[0].p = p
	o.m["x"].p = p
}

func setLocal(p *int) *int {
	var o outer
	o.arr[1].p = p
	o.in.p = o.arr[0].p
	return o.in.p
}

func keepAddr() {
	var o outer
	keep = &o.arr[3].n
}

func keepPtr(o *outer) {
	keepInner = o.ptr
	keepInner = &o.list[1]
	keep = o.in.p
}

func copyOut(o *outer) inner { return *o.ptr }

func copyIn(o *outer, in *inner) { *o.ptr = *in }

func sliceOfArray(o *outer) []inner { return o.arr[1:3] }

func sliceOfLocal() []inner {
	var o outer
	return o.arr[:]
}

func sliceOfLocalStays(i int) int {
	var o outer
	s := o.arr[:]
	return s[i].n
}

func addrInLoop(o *outer) (ps []*int) {
	for i := range o.list {
		ps = append(ps, &o.list[i].n, o.list[i].p)
	}
	return
}
