package p

// Comparison, indexing, slicing, map keys and range with strings: which of them
// keep the string alive.

type entry struct {
	key, value string
}

var table = map[string]*entry{}
var names []string

func prefix(s string, n int) string { return s[:n] }

func middle(s string, i, j int) (t string) {
	t = s[i:j]
	return t
}

func at(s string, i int) byte { return s[i] }

func equal(a, b string) bool { return a == b && a <= b }

func lookup(b []byte) *entry { return table[string(b)] }

func lookupStruct(b []byte, c string) bool {
	m := map[[2]string]bool{}
	return m[[2]string{string(b), c}]
}

func insert(b []byte, e *entry) { table[string(b)] = e }

func compareBytes(a, b []byte) bool { return string(a) == string(b) }

func lessBytes(a []byte, s string) bool { return string(a) < s }

func store(s string) { names = append(names, s[1:]) }

func field(e *entry) *string { return &e.value }

func split(s string, sep byte) (before, after string, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] == sep {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func reverse(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

func itoa(n int) string {
	var buf [20]byte
	i := len(buf)
	for n >= 10 {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
	}
	i--
	buf[i] = byte('0' + n)
	return string(buf[i:])
}

func join(parts []string, sep string) string {
	n := 0
	for _, p := range parts {
		n += len(p) + len(sep)
	}
	out := make([]byte, 0, n)
	for i, p := range parts {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, p...)
	}
	return string(out)
}

func minMax(a, b string) (string, string) { return min(a, b, "m"), max(a, b) }
