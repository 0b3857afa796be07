package p

// Self-assignments that escape analysis ignores, and similar ones it does not.

type buf struct {
	p, q  *int
	b, c  []byte
	s     string
	arr   [4]*int
	bytes [8]byte
	in    *buf
	val   struct{ x, y *int }
}

func (b *buf) trim(n int)  { b.b = b.b[n:] }
func (b *buf) head()       { b.b = b.c[:4] }
func (b *buf) three()      { b.b = b.b[1:2:3] }
func (b *buf) str()        { b.s = b.s[1:] }
func (b *buf) inPlace()    { b.b = b.bytes[:] }
func (b *buf) fields()     { b.p = b.q }
func (b *buf) swap()       { b.p, b.q = b.q, b.p }
func (b *buf) elems(i int) { b.arr[i] = b.arr[i+1] }
func (b *buf) deep()       { b.in.p = b.in.q }
func (b *buf) deeper()     { b.in.in.val.x = b.in.in.val.y }
func (b *buf) upDown()     { b.p = b.in.p }
func (b *buf) downUp()     { b.in.p = b.p }
func (b *buf) parent()     { b.in = b.in.in }

func valueFields(b buf) *int {
	b.p = b.q
	b.val.x = b.val.y
	return b.p
}

func slices(s []*int, i, j int) {
	s[i] = s[j]
	s[i], s[j] = s[j], s[i]
	s[i+1] = s[len(s)-1]
}

func calls(s []*int, f func() int) {
	s[f()] = s[0]
	s[0] = s[f()]
}

func derefs(p *[]byte, s *string) {
	*p = (*p)[1:]
	*s = (*s)[2:4]
	*p = *p
}

func other(a, b *buf) {
	a.b = b.b[1:]
	a.p = b.p
	a.arr[0] = b.arr[0]
}

func arrays(a *[4]*int, m map[string]*int) {
	a[0] = a[1]
	a[2], a[3] = a[3], a[2]
	m["a"] = m["b"]
}

func localSelf() {
	var b buf
	b.p = b.q
	b.arr[0] = b.arr[1]
	b.b = b.b[1:]
}

func inClosure(b *buf) func() {
	return func() { b.b = b.b[1:]; b.p = b.q }
}
