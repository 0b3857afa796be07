// A paragraph wrapper: splits text into words, breaks lines at a width, justifies and numbers them.
package p

type align int

const (
	left align = iota
	right
	center
	justify
)

var alignNames = [...]string{left: "left", right: "right", center: "center", justify: "justify"}

func (a align) String() string {
	if a < 0 || int(a) >= len(alignNames) {
		return "align(?)"
	}
	return alignNames[a]
}

type Wrapper struct {
	Width   int
	Indent  string
	Align   align
	lines   [][]string
	current []string
	used    int
	onLine  func(n int, s string) string
}

func NewWrapper(width int, opts ...func(*Wrapper)) *Wrapper {
	w := &Wrapper{Width: width}
	for _, o := range opts {
		o(w)
	}
	return w
}

func WithIndent(s string) func(*Wrapper) {
	return func(w *Wrapper) { w.Indent = s }
}

func WithAlign(a align) func(*Wrapper) {
	return func(w *Wrapper) { w.Align = a }
}

func WithHook(f func(int, string) string) func(*Wrapper) {
	return func(w *Wrapper) { w.onLine = f }
}

func isSpace(b byte) bool {
	switch b {
	case ' ', '\t', '\n', '\r':
		return true
	}
	return false
}

func fields(s string) (out []string) {
	start := -1
	for i := 0; i < len(s); i++ {
		if isSpace(s[i]) {
			if start >= 0 {
				out = append(out, s[start:i])
				start = -1
			}
			continue
		}
		if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return
}

func runeLen(s string) (n int) {
	for range s {
		n++
	}
	return n
}

func (w *Wrapper) Add(text string) {
	for _, word := range fields(text) {
		n := runeLen(word)
		if len(w.current) > 0 && w.used+1+n > w.Width {
			w.flush()
		}
		if len(w.current) > 0 {
			w.used++
		}
		w.current = append(w.current, word)
		w.used += n
	}
}

func (w *Wrapper) flush() {
	if len(w.current) == 0 {
		return
	}
	w.lines = append(w.lines, w.current)
	w.current = nil
	w.used = 0
}

func spaces(n int) string {
	if n <= 0 {
		return ""
	}
	b := make([]byte, n)
	for i := range b {
		b[i] = ' '
	}
	return string(b)
}

func join(words []string, sep string) string {
	if len(words) == 0 {
		return ""
	}
	buf := make([]byte, 0, 64)
	buf = append(buf, words[0]...)
	for _, w := range words[1:] {
		buf = append(buf, sep...)
		buf = append(buf, w...)
	}
	return string(buf)
}

func (w *Wrapper) render(words []string, last bool) string {
	plain := join(words, " ")
	gap := w.Width - runeLen(plain)
	switch w.Align {
	case right:
		return spaces(gap) + plain
	case center:
		return spaces(gap/2) + plain
	case justify:
		if last || len(words) == 1 || gap <= 0 {
			return plain
		}
		slots := len(words) - 1
		var out []byte
		for i, word := range words {
			out = append(out, word...)
			if i < slots {
				pad := gap / slots
				if i < gap%slots {
					pad++
				}
				out = append(out, spaces(1+pad)...)
			}
		}
		return string(out)
	default:
		return plain
	}
}

func (w *Wrapper) Lines() []string {
	w.flush()
	result := make([]string, len(w.lines))
	for i, words := range w.lines {
		s := w.Indent + w.render(words, i == len(w.lines)-1)
		if w.onLine != nil {
			s = w.onLine(i, s)
		}
		result[i] = s
	}
	return result
}

func itoa(n int) string {
	var tmp [20]byte
	i := len(tmp)
	if n == 0 {
		return "0"
	}
	for n > 0 {
		i--
		tmp[i] = byte('0' + n%10)
		n /= 10
	}
	return string(tmp[i:])
}

func Example() {
	longest := 0
	w := NewWrapper(30, WithIndent("  "), WithAlign(justify), WithHook(func(n int, s string) string {
		if len(s) > longest {
			longest = len(s)
		}
		return itoa(n+1) + ": " + s
	}))
	w.Add("It was the best of times, it was the worst of times, it was the age of wisdom")
	w.Add("it was the age of foolishness")
	for _, l := range w.Lines() {
		println(l)
	}
	println(longest, w.Align.String())
}
