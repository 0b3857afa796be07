// Value and pointer receivers behind interfaces; what the parameters' notes say about each.
package p

type setter interface{ set(*int) }

type getter interface{ get() *int }

type byValue struct{ p *int }

func (b byValue) get() *int   { return b.p }
func (b byValue) set(p *int)  { b.p = p }
func (b byValue) deref() int  { return *b.p }
func (byValue) nothing(_ int) {}

type byPointer struct {
	p    *int
	next *byPointer
}

func (b *byPointer) get() *int   { return b.p }
func (b *byPointer) set(p *int)  { b.p = p }
func (b *byPointer) addr() **int { return &b.p }
func (b *byPointer) last() *byPointer {
	for b.next != nil {
		b = b.next
	}
	return b
}
func (b *byPointer) clone() byPointer { return *b }

type bySlice []*int

func (s bySlice) get() *int          { return s[0] }
func (s bySlice) set(p *int)         { s[0] = p }
func (s *bySlice) push(p *int)       { *s = append(*s, p) }
func (s bySlice) tail() bySlice      { return s[1:] }
func (s bySlice) Len() int           { return len(s) }
func (s bySlice) Less(i, j int) bool { return *s[i] < *s[j] }
func (s bySlice) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

type byFunc func() *int

func (f byFunc) get() *int { return f() }

type byMap map[string]*int

func (m byMap) get() *int  { return m["x"] }
func (m byMap) set(p *int) { m["x"] = p }

func all(x *int) []getter {
	return []getter{byValue{x}, &byPointer{p: x}, bySlice{x}, byFunc(func() *int { return x }), byMap{"x": x}}
}

func setAll(x *int, ss ...setter) {
	for _, s := range ss {
		s.set(x)
	}
}

func use() int {
	x := 1
	setAll(&x, byValue{}, &byPointer{}, make(bySlice, 1), byMap{})
	v := byValue{&x}
	v.set(nil)
	b := byPointer{p: &x}
	**b.addr() = 2
	c := b.clone()
	return v.deref() + *c.last().p
}
