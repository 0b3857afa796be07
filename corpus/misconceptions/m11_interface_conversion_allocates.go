// Belief: converting to an interface always allocates. Not where it stays; but a call through it makes the receiver leak.
package p

type reader interface{ read(p []byte) int }

type file struct{ pos int }

func (f *file) read(p []byte) int {
	f.pos += len(p)
	return len(p)
}

type fixed struct{ v byte }

func (f fixed) read(p []byte) int {
	for i := range p {
		p[i] = f.v
	}
	return len(p)
}

func compare(n int) bool {
	var a, b any = n, n + 1
	return a == b
}

func describe(n int) string {
	switch any(n).(type) {
	case int:
		return "int"
	}
	return "other"
}

func readAll(r reader, p []byte) int { return r.read(p) }

func throughParam() int {
	f := file{}
	var buf [32]byte
	return readAll(&f, buf[:])
}

func devirtualized() int {
	f := file{}
	var r reader = &f
	var buf [32]byte
	return r.read(buf[:])
}

func chosen(fast bool) int {
	var r reader = &file{}
	if fast {
		r = fixed{1}
	}
	return r.read(make([]byte, 8))
}

func sameType(again bool) int {
	var r reader = fixed{1}
	if again {
		r = fixed{2}
	}
	return r.read(make([]byte, 8))
}
