package p

// Devirtualization through assertions, type switches, nested interfaces,
// comma-ok forms and containers.

type reader interface{ read(b []byte) int }
type closer interface{ close() *string }
type rc interface {
	reader
	closer
}

type mem struct {
	data []byte
	name string
}

func (m *mem) read(b []byte) int { return copy(b, m.data) }
func (m *mem) close() *string    { return &m.name }

type nop struct{}

func (nop) read(b []byte) int { return 0 }
func (nop) close() *string    { return nil }

var kept reader

func assertIface(b []byte) int {
	var x interface{} = &mem{}
	return x.(reader).read(b)
}

func assertConcrete(x interface{}, b []byte) int {
	r := reader(x.(*mem))
	return r.read(b)
}

func assertOk(r reader, b []byte) *string {
	if c, ok := r.(closer); ok {
		return c.close()
	}
	return nil
}

func assertOkKnown(b []byte) *string {
	var r reader = &mem{data: b}
	if c, ok := r.(closer); ok {
		return c.close()
	}
	return nil
}

func narrow(b []byte) int {
	var x rc = nop{}
	var r reader = x
	return r.read(b)
}

func switches(x interface{}, b []byte) int {
	switch v := x.(type) {
	case *mem:
		var r reader = v
		return r.read(b)
	case reader:
		return v.read(b)
	}
	return 0
}

func switchKnown(b []byte) int {
	var x interface{} = nop{}
	switch v := x.(type) {
	case reader:
		return v.read(b)
	case closer:
		v.close()
	}
	return 0
}

func inSlice(b []byte) (n int) {
	rs := []reader{&mem{}, nop{}}
	for _, r := range rs {
		n += r.read(b)
	}
	return n + rs[0].read(b)
}

func inStruct(b []byte) int {
	s := struct{ r reader }{&mem{data: b}}
	return s.r.read(b)
}

func fromMap(m map[string]*mem, b []byte) int {
	var r reader
	r = m["a"]
	return r.read(b)
}

func fromRange(ms []*mem, b []byte) (n int) {
	var r reader
	for _, r = range rs() {
		n += r.read(b)
	}
	for _, m := range ms {
		var q reader = m
		n += q.read(b)
	}
	return n
}

func rs() []reader { return nil }

func fromChan(c chan *mem, b []byte) int {
	var r reader = <-c
	return r.read(b)
}

func deferred(b []byte) {
	var c rc = &mem{data: b}
	defer c.close()
	c.read(b)
	go c.read(b)
}

func methodValue(b []byte) int {
	var r reader = &mem{}
	f := r.read
	return f(b)
}

func swapped(a, b *mem, buf []byte) int {
	var r, s reader = a, b
	r, s = s, r
	return r.read(buf) + s.read(buf)
}

func stored(b []byte) int {
	var r reader = &mem{data: b}
	kept = r
	return r.read(b)
}
