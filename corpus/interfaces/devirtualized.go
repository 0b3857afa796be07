// Interface calls whose dynamic type is known: the call becomes direct, and the arguments may stay on the stack.
package p

type hasher interface {
	write(p []byte)
	sum() uint32
}

type fnv struct{ h uint32 }

func newFnv() hasher { return &fnv{2166136261} }

func newFnvPtr() *fnv { return &fnv{2166136261} }

func (f *fnv) write(p []byte) {
	for _, b := range p {
		f.h = (f.h ^ uint32(b)) * 16777619
	}
}

func (f *fnv) sum() uint32 { return f.h }

type nop struct{}

func (nop) write([]byte) {}
func (nop) sum() uint32  { return 0 }

func inlinedFactory() uint32 {
	h := newFnv()
	h.write([]byte("abc"))
	return h.sum()
}

func converted() uint32 {
	var h hasher = newFnvPtr()
	h.write([]byte{1, 2, 3})
	return h.sum()
}

func immediate() uint32 { return hasher(nop{}).sum() }

func reassignedSame(n int) uint32 {
	var h hasher = newFnvPtr()
	if n > 0 {
		h = &fnv{1}
	}
	return h.sum()
}

func reassignedOther(n int) uint32 {
	var h hasher = newFnvPtr()
	if n > 0 {
		h = nop{}
	}
	return h.sum()
}

func declaredLater(n int) uint32 {
	var h hasher
	h = nop{}
	h.write(make([]byte, 3))
	return h.sum()
}

func throughCopy() uint32 {
	a := newFnv()
	b := a
	b.write(nil)
	return b.sum()
}

func asserted(x any) uint32 {
	h := x.(*fnv)
	var i hasher = h
	return i.sum()
}

func helper(h hasher, p []byte) uint32 {
	h.write(p)
	return h.sum()
}

func inlinedHelper() uint32 {
	var buf [8]byte
	return helper(newFnvPtr(), buf[:])
}

func addressTaken() uint32 {
	h := newFnv()
	p := &h
	return (*p).sum() + h.sum()
}

func captured() uint32 {
	h := newFnv()
	f := func() uint32 { return h.sum() }
	return f()
}
