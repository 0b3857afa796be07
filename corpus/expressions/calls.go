package p

// Multi-value calls, hoisted calls, nested calls, method calls as arguments,
// assignment operations with calls on both sides.

type obj struct {
	p    *int
	next *obj
	do   func(*int) *obj
}

type doer interface{ act(*int) doer }

var keep []*int

func (o *obj) step(p *int) *obj { o.p = p; return o.next }
func (o obj) val() *int         { return o.p }
func (o *obj) act(p *int) doer  { return o.step(p) }

func two(p *int) (*int, *obj)          { return p, &obj{p: p} }
func three(p *int) (a, b *int, e error) { return p, nil, nil }
func take(p *int, o *obj) *obj          { o.p = p; return o }
func takeAll(ps ...*int)                { keep = ps }
func takeAny(xs ...interface{}) int     { return len(xs) }
func count(xs ...interface{}) int       { return len(xs) }

func forward(p *int) (*int, *obj) { return two(p) }

func nested(p *int) *obj { return take(two(p)) }

func spread(p *int) { takeAll(split(p)) }

func split(p *int) (*int, *int) { return p, new(int) }

func spreadAny(p *int) int { return takeAny(two(p)) + takeAny(three(p)) }

func assign(p *int) *int {
	a, o := two(p)
	var b *int
	b, o = two(a)
	o.p, _ = split(b)
	return o.p
}

func globals(p *int) {
	keep[0], keep[1] = split(p)
	_, keep[2] = split(p)
}

func hoisted(d doer, f func() doer, p *int) doer {
	f().act(p).act(nil)
	return d.act(p).act(p)
}

func funcFields(o *obj, p *int) *obj {
	o.do(p).do(p)
	return o.next.do(p).step(p)
}

func chained(o *obj) *int { return o.step(nil).step(nil).val() }

func opAssign(s []int, f func() int, m map[string]string) {
	s[f()] += f()
	m["a"] += m["b"] + "x"
	s[0]++
	m["c"] = m["a"]
	*(&s[1]) <<= 2
}

func commaOk(m map[string]*int, c chan *int, x interface{}) (r []*int) {
	a, ok1 := m["a"]
	b, ok2 := <-c
	d, ok3 := x.(*int)
	if ok1 && ok2 && ok3 {
		r = append(r, a, b, d)
	}
	_, ok1 = m["b"]
	r[0], ok1 = m["c"]
	r[1], _ = x.(*int)
	return r
}

func builtins(s []*int, m map[*int]*int, p *int) int {
	copy(s, []*int{p})
	copy(s[1:], s)
	delete(m, p)
	clear(m)
	print(p, len(s), "x")
	println()
	return count(cap(s), len(m), min(len(s), 3), *p) + copy(s, keep)
}

func panics(p *int, e error) {
	defer func() {
		if r := recover(); r != nil {
			println(r.(string))
		}
	}()
	if p == nil {
		panic("nil pointer")
	}
	if e != nil {
		panic(e)
	}
	panic(*p)
}
