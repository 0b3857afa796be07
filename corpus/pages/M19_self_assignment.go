// A part of a struct is assigned to another part of the same struct.
package p

type buffer struct {
	data []byte
	rest []byte
}

func (b *buffer) shrink(n int) {
	b.data = b.data[n:]
}

func (b *buffer) move() {
	b.data = b.rest
}

func swap(s []*int) {
	s[0], s[1] = s[1], s[0]
}

func other(a, b *buffer) {
	a.data = b.data
}
