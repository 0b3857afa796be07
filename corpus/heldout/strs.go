// String processing without the standard library: splitting, a builder, replacing, a CSV reader and rune work.
package p

type Builder struct {
	addr *Builder
	buf  []byte
}

func (b *Builder) copyCheck() {
	if b.addr == nil {
		b.addr = b
	} else if b.addr != b {
		panic("strs: illegal use of non-zero Builder copied by value")
	}
}

func (b *Builder) WriteString(s string) *Builder {
	b.copyCheck()
	b.buf = append(b.buf, s...)
	return b
}

func (b *Builder) WriteByte(c byte) *Builder {
	b.buf = append(b.buf, c)
	return b
}

func (b *Builder) String() string { return string(b.buf) }

func Index(s, sep string) int {
	for i := 0; i+len(sep) <= len(s); i++ {
		if s[i:i+len(sep)] == sep {
			return i
		}
	}
	return -1
}

func Split(s, sep string) []string {
	var parts []string
	for {
		i := Index(s, sep)
		if i < 0 {
			return append(parts, s)
		}
		parts = append(parts, s[:i])
		s = s[i+len(sep):]
	}
}

func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func Map(f func(rune) rune, s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r = f(r); r >= 0 {
			out = append(out, r)
		}
	}
	return string(out)
}

func TrimFunc(s string, f func(byte) bool) string {
	for len(s) > 0 && f(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && f(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func in(set string) func(byte) bool {
	return func(c byte) bool { return Index(set, string([]byte{c})) >= 0 }
}

func Reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

type Replacer struct {
	pairs map[string]string
	max   int
}

func NewReplacer(oldnew ...string) *Replacer {
	r := Replacer{pairs: make(map[string]string, len(oldnew)/2)}
	for i := 0; i < len(oldnew); i += 2 {
		r.pairs[oldnew[i]] = oldnew[i+1]
		r.max = max(r.max, len(oldnew[i]))
	}
	return &r
}

func (r *Replacer) Replace(s string) string {
	var b Builder
outer:
	for i := 0; i < len(s); {
		for n := min(r.max, len(s)-i); n > 0; n-- {
			if to, ok := r.pairs[s[i:i+n]]; ok {
				b.WriteString(to)
				i += n
				continue outer
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

func ParseCSV(data []byte) (rows [][]string) {
	var row []string
	field := make([]byte, 0, 32)
	quoted := false
	end := func() {
		row = append(row, string(field))
		field = field[:0]
	}
	for i, c := range data {
		switch {
		case c == '"' && quoted && i+1 < len(data) && data[i+1] == '"':
			field = append(field, c)
		case c == '"':
			quoted = !quoted
		case quoted:
			field = append(field, c)
		case c == ',':
			end()
		case c == '\n':
			end()
			rows = append(rows, row)
			row = nil
		default:
			field = append(field, c)
		}
	}
	if len(field) > 0 || row != nil {
		end()
		rows = append(rows, row)
	}
	return
}

func Count(words []string) map[string]int {
	m := make(map[string]int)
	for _, w := range words {
		key := []byte(w)
		for i := range key {
			if 'A' <= key[i] && key[i] <= 'Z' {
				key[i] |= 0x20
			}
		}
		m[string(key)]++
	}
	return m
}

func equalBytes(a, b []byte) bool { return string(a) == string(b) }

func hash(s string) (h uint32) {
	h = 2166136261
	for _, b := range []byte(s) {
		h = (h ^ uint32(b)) * 16777619
	}
	return
}

func Demo(input string) string {
	before, after, ok := Cut(input, "=")
	if !ok {
		before, after = "key", "value"
	}
	upper := Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 32
		}
		return r
	}, before)
	s := NewReplacer("&", "&amp;", "<", "&lt;").Replace(after)
	var b Builder
	b.WriteString(upper).WriteByte(':').WriteString(TrimFunc(s, in(" \t")))
	for _, row := range ParseCSV([]byte("a,b\n\"c,d\",e")) {
		for _, f := range row {
			b.WriteString(f + "|" + Reverse(f))
		}
	}
	counts := Count(Split("The cat the dog", " "))
	println(counts["the"], equalBytes([]byte(before), []byte(upper)), hash(s))
	return b.String()
}
