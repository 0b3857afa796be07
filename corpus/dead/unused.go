package p

// Values that nobody reads: write-only locals, closures never called, results
// thrown away, dead stores.

var sink *int

func get() *int { return new(int) }

func writeOnly(p *int) {
	var q *int
	q = p
	_ = q
	x := new(int)
	_ = x
	s := []*int{p}
	_ = s
	var arr [4]*int
	arr[0] = p
	arr[1] = new(int)
}

func deadStores(p *int) *int {
	r := p
	r = new(int)
	r = nil
	return r
}

func unusedClosure(p *int) {
	f := func() *int { return p }
	_ = f
	g := func() { sink = p }
	g = nil
	_ = g
}

func calledOnce(p *int) int {
	f := func() int { return *p }
	return f()
}

func directCall(p *int) (r int) {
	func() { r = *p }()
	func(q *int) { r += *q }(p)
	func(q *int) { sink = q }(p)
	return
}

func thrownAway(p *int) {
	get()
	_ = get()
	identity(p)
	append2([]*int{p}, p)
	(func() *int { return p })()
}

func identity(p *int) *int { return p }

func append2(s []*int, p *int) []*int { return append(s, p) }

func structWrites(p *int) {
	var s struct{ a, b *int }
	s.a = p
	s.b = s.a
	t := &s
	t.b = p
}

func ifaces(n int) {
	var i interface{} = n
	_ = i
	var e interface{}
	e = "text"
	e = n
	_ = e
	var _ interface{} = n
}

func mapWrites(k *int) {
	m := map[*int]*int{}
	m[k] = k
	n := make(map[int]int, 3)
	n[1]++
}

func sliceWrites(n int) {
	s := make([]int, n)
	s[0] = 1
	b := []byte("abc")
	_ = b
	t := "a" + string(rune(n))
	_ = t
	ch := make(chan int, 1)
	ch <- n
}

func conditional(p *int, b bool) {
	var q *int
	if b {
		q = p
	} else {
		q = new(int)
	}
	_ = *q
}

func named(p *int) (r *int, unused *int) {
	r = p
	unused = new(int)
	unused = nil
	return
}
