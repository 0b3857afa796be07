// Belief: printing x makes x escape. It is the boxed copy that goes to the heap; x stays where it is.
package p

type stringer interface{ String() string }

type writer struct{ lines []string }

func (w *writer) println(args ...any) {
	for _, a := range args {
		switch v := a.(type) {
		case string:
			w.lines = append(w.lines, v)
		case stringer:
			w.lines = append(w.lines, v.String())
		default:
			w.lines = append(w.lines, "?")
		}
	}
}

type temp float64

func (t temp) String() string {
	if t < 0 {
		return "cold"
	}
	return "warm"
}

func report(w *writer, n int, t temp) int {
	w.println("n is", n, "and it is", t)
	n++
	return n
}

func reportAddress(w *writer, n int) {
	w.println("address", &n)
}

func reportFields(w *writer) {
	p := struct {
		name string
		age  int
	}{"ann", 30}
	w.println(p.name, p.age, p)
}

func builtinPrint(n int, s string) {
	println("n is", n, s)
	print(&n, "\n")
}

func reportSlice(w *writer, args []any) {
	w.println(args...)
	w.println()
}
