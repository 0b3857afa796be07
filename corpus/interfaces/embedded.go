// Embedded interfaces and promoted methods: wrappers appear for what the compiler must make itself.
package p

type reader interface{ Read([]byte) int }

type writer interface{ Write([]byte) int }

type readWriter interface {
	reader
	writer
}

type buf struct {
	data []byte
	off  int
}

func (b *buf) Read(p []byte) int {
	n := copy(p, b.data[b.off:])
	b.off += n
	return n
}

func (b *buf) Write(p []byte) int {
	b.data = append(b.data, p...)
	return len(p)
}

type counted struct {
	readWriter
	reads int
}

func (c *counted) Read(p []byte) int {
	c.reads++
	return c.readWriter.Read(p)
}

type outer struct {
	*buf
	name string
}

type outerValue struct {
	buf
}

func useEmbedded() int {
	c := counted{readWriter: &buf{}}
	c.Write([]byte("text"))
	p := make([]byte, 2)
	return c.Read(p)
}

func useAsInterface() int {
	var rw readWriter = &counted{readWriter: &buf{}}
	return rw.Write(nil)
}

func usePromoted() int {
	o := outer{&buf{}, "o"}
	var v outerValue
	var r reader = o
	var w writer = &v
	return r.Read(nil) + w.Write([]byte{1, 2}) + o.Write([]byte{3})
}

func narrow(rw readWriter) reader { return rw }

func widen(r reader) (readWriter, bool) {
	rw, ok := r.(readWriter)
	return rw, ok
}

func copyAll(dst writer, src reader) (total int) {
	var tmp [256]byte
	for {
		n := src.Read(tmp[:])
		if n == 0 {
			return
		}
		total += dst.Write(tmp[:n])
	}
}
