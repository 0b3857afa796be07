package p

// Embedded interfaces in structs and in interfaces; partially overridden
// methods; wrappers calling through the embedded value.

type reader interface{ read(b []byte) int }
type writer interface{ write(b []byte) int }
type both interface {
	reader
	writer
	close() error
}

type file struct {
	data []byte
	pos  int
}

func (f *file) read(b []byte) int {
	n := copy(b, f.data[f.pos:])
	f.pos += n
	return n
}

func (f *file) write(b []byte) int {
	f.data = append(f.data, b...)
	return len(b)
}

func (f *file) close() error { return nil }

type counting struct {
	both
	n *int
}

func (c counting) read(b []byte) int {
	*c.n += len(b)
	return c.both.read(b)
}

type limited struct {
	reader
	left int
}

func (l *limited) read(b []byte) int {
	if len(b) > l.left {
		b = b[:l.left]
	}
	n := l.reader.read(b)
	l.left -= n
	return n
}

func open(data []byte) both { return &file{data: data} }

func wrap(b both) both {
	n := 0
	return counting{b, &n}
}

func limit(r reader, n int) reader { return &limited{r, n} }

func use() int {
	buf := make([]byte, 16)
	var r reader = limit(wrap(open([]byte("data"))), 3)
	return r.read(buf)
}

func direct() int {
	f := file{}
	c := counting{both: &f, n: new(int)}
	b := []byte("abc")
	return c.write(b) + c.read(b)
}

func embeddedCall(c *counting, b []byte) int { return c.write(b) }

func methodValue(c counting) func([]byte) int { return c.write }

func methodExpr() func(counting, []byte) int { return counting.write }

func asReader(c counting) reader { return c }

func closeAll(bs ...both) (err error) {
	for _, b := range bs {
		if e := b.close(); e != nil {
			err = e
		}
	}
	return
}
