package p

// Closures capture by value up to 128 bytes, larger variables by reference.
// Method values with large receivers, defer and go with large arguments.

type b128 [128]byte
type b136 [136]byte
type big [70000]byte

func (b b128) get() byte  { return b[0] }
func (b b136) get() byte  { return b[0] }
func (b big) get() byte   { return b[0] }
func (b *big) ptr() *byte { return &b[1] }

var fn func() byte

func byValue(a b128) { fn = func() byte { return a[0] } }

func byRef(a b136) { fn = func() byte { return a[0] } }

func localByRef(a b136) byte {
	f := func() byte { return a[0] }
	return f()
}

func methodValue(a b128) { fn = a.get }

func methodValueBig(a *big) func() byte { return a.get }

func methodValueLocal(a big) byte {
	f := a.get
	return f()
}

func pointerMethod(a big) func() *byte { return a.ptr }

func deferBig(a big, b b136) {
	defer consume(a)
	defer consume2(b, 1)
}

func consume(a big)           {}
func consume2(a b136, n int)  {}
func goBig(a *big)            { go consume(*a) }
func ifaceBig(a *big) any     { return *a }
func ifaceBigLocal(a *big) bool {
	var i any = *a
	return i != nil
}

func manyCaptures(a, b, c, d *int, s []*int, m map[int]*int) func() *int {
	return func() *int {
		switch {
		case a != nil:
			return b
		case c != nil:
			return d
		}
		return append(s, m[1])[0]
	}
}
