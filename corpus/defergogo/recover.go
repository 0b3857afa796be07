// recover in deferred functions, with named results, re-panics and values kept.
package p

type myError struct {
	code int
	msg  string
}

func (e *myError) Error() string { return e.msg }

type parseState struct {
	in  string
	pos int
}

func (s *parseState) fail(msg string) {
	panic(&myError{s.pos, msg})
}

func parse(in string) (n int, err error) {
	s := parseState{in: in}
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(*myError); ok {
				err = e
				return
			}
			panic(r)
		}
	}()
	for s.pos < len(s.in) {
		c := s.in[s.pos]
		if c < '0' || c > '9' {
			s.fail("bad digit " + string(rune(c)))
		}
		n = n*10 + int(c-'0')
		s.pos++
	}
	return n, nil
}

var lastPanic any

func protect(f func()) {
	defer keepPanic()
	f()
}

func keepPanic() {
	if r := recover(); r != nil {
		lastPanic = r
	}
}

func try(f func() *int) (p *int) {
	defer func() {
		recover()
	}()
	p = f()
	return p
}

func indexOr(s []int, i int, def int) (v int) {
	defer func() {
		if recover() != nil {
			v = def
		}
	}()
	return s[i]
}

func panicString(n int) {
	if n < 0 {
		panic("negative: " + string(rune('0'-n)))
	}
	if n > 100 {
		panic(n)
	}
}
