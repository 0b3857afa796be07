// Captures of at most 128 bytes that never change are copied into the closure, larger ones are shared.
package p

type (
	s127 [127]byte
	s128 [128]byte
	s129 [129]byte
)

func small(v s127) func() byte { return func() byte { return v[0] } }

func limit(v s128) func() byte { return func() byte { return v[0] } }

func over(v s129) func() byte { return func() byte { return v[0] } }

func overLocal() int {
	var v s129
	f := func() int { return len(v) + int(v[1]) }
	return f() + f()
}

func limitChanged(v s128) func() byte {
	return func() byte {
		v[0]++
		return v[0]
	}
}

type wide struct {
	name  string
	parts [7]string
	n     *int
}

func overStruct(w wide) func() string {
	return func() string { return w.name }
}

func oneField(w wide) func() string {
	name := w.name
	return func() string { return name }
}

func many(a, b, c, d, e, f [64]byte) func() int {
	return func() int {
		return int(a[0]) + int(b[0]) + int(c[0]) + int(d[0]) + int(e[0]) + int(f[0])
	}
}

func local(a s129, b s128) int {
	sum := 0
	func() {
		sum += int(a[2])
		func() { sum += int(b[2]) }()
	}()
	return sum
}
