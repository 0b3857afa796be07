package p

// Concatenation in many shapes: two to seven operands, parenthesised, with
// constants, with +=, in loops, in calls and as operands of other expressions.

type path string

var log string

func two(a, b string) string { return a + b }

func three(a, b string) string { return a + "/" + b }

func many(a, b, c, d, e, f, g string) string { return a + b + c + d + e + f + g }

func right(a, b, c string) string { return a + (b + c) }

func both(a, b, c, d string) string { return (a + b) + (c + d) }

func constants() string {
	const k = "k"
	return "a" + "b" + k
}

func mixed(s string) string { return "a" + "b" + s + "c" + "d" }

func plusAssign(s, t string) string {
	s += t
	s += t + "!"
	log += s
	return s
}

func compare(a, b string) bool {
	return a+b == b+a || a+"x" < b
}

func indexed(a, b string, i int) (byte, string) {
	return (a + b)[i], (a + b)[i:]
}

func lens(a, b string) int { return len(a+b) + len(a+"x"+b) }

func paths(p path, s string) path { return p + "/" + path(s) }

func passed(a, b string) int { return lens(a+b, "pre"+a) }

func loop(n int) (s string) {
	for i := 0; i < n; i++ {
		s = s + "."
		t := s + "x"
		_ = t
	}
	return
}

func runes(s string, r rune) string { return s + string(r) + string([]rune{r, 'b'}) }

func toBytes(a, b string) []byte { return []byte(a + b) }

func asKey(m map[string]int, a, b string) int {
	m[a+b] = 1
	return m[b+a]
}

func iface(a, b string) interface{} { return a + b }

func panics(a string) { panic("bad " + a) }
