package p

// []byte(s) that is never written does not copy: read-only uses compared with
// every kind of write.

var pkgBytes []byte

func readOnly(s string) (n int) {
	b := []byte(s)
	for i := 0; i < len(b); i++ {
		n += int(b[i])
	}
	return n
}

func rangeOver(s string) (n int) {
	for _, c := range []byte(s) {
		n += int(c)
	}
	return n
}

func written(s string) byte {
	b := []byte(s)
	b[0] = 'x'
	return b[1]
}

func writtenAlias(s string) int {
	b := []byte(s)
	c := b[1:]
	c[0]++
	return len(b)
}

func appended(s string) int {
	b := []byte(s)
	b = append(b, '!')
	return len(b)
}

func appendedFrom(dst []byte, s string) []byte {
	return append(dst, []byte(s)...)
}

func copiedTo(s string) int {
	b := []byte(s)
	return copy(b, "zz")
}

func copiedFrom(dst []byte, s string) int {
	return copy(dst, []byte(s))
}

func cleared(s string) int {
	b := []byte(s)
	clear(b)
	return len(b)
}

func sum(b []byte) (n int) {
	for _, c := range b {
		n += int(c)
	}
	return
}

func fill(b []byte) {
	for i := range b {
		b[i] = 0
	}
}

func passRead(s string) int { return sum([]byte(s)) }

func passWrite(s string) { fill([]byte(s)) }

func passUnknown(s string, f func([]byte)) { f([]byte(s)) }

func escapes(s string) { pkgBytes = []byte(s) }

func addr(s string) byte {
	b := []byte(s)
	p := &b[0]
	return *p
}

func addrWritten(s string) byte {
	b := []byte(s)
	p := &b[0]
	*p = 1
	return b[0]
}

func conditional(s string, w bool) int {
	var b []byte
	if w {
		b = make([]byte, 4)
	} else {
		b = []byte(s)
	}
	return len(b)
}

func compareBytes(a, b string) bool { return string([]byte(a)) == b }
