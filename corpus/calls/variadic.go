// Variadic calls: the compiler makes a slice of the arguments, which lives as long as the parameter says.
package p

var saved []any

func count(xs ...int) int { return len(xs) }

func first(ps ...*int) *int { return ps[0] }

func keepAll(vs ...any) { saved = vs }

func keepOne(vs ...any) { saved = append(saved, vs[0]) }

func tail(prefix string, words ...string) []string { return words[1:] }

func join(sep string, words ...string) (s string) {
	for i, w := range words {
		if i > 0 {
			s += sep
		}
		s += w
	}
	return
}

func funcs(fs ...func() int) (n int) {
	for _, f := range fs {
		n += f()
	}
	return
}

func callCount(n int) int { return count() + count(n) + count(n, n+1, 3) }

func callFirst() int {
	x, y := 1, 2
	return *first(&x, &y)
}

func callFirstReturned() *int {
	x, y := 1, 2
	return first(&x, &y)
}

func callKeep(n int) {
	keepAll(n, "s", &n)
	keepAll()
	keepOne(n, 2)
}

func callSpread(args []any, words []string) string {
	keepOne(args...)
	return join(",", words...) + join("-", tail("p", "a", "b")...)
}

func callFuncs(k int) int {
	return funcs(func() int { return k }, func() int { return 2 * k })
}

type logger struct{ lines [][]any }

func (l *logger) log(args ...any) { l.lines = append(l.lines, args) }

func (l *logger) logf(format string, args ...any) {
	l.log(append([]any{format}, args...)...)
}

func useLogger(n int) int {
	var l logger
	l.log("n", n)
	l.logf("%d", n, l.lines[0])
	return len(l.lines)
}

func variadicLiteral(n int) int {
	f := func(ps ...*int) int { return *ps[len(ps)-1] }
	x := n
	return f(&x, &n) + f([]*int{&x}...)
}

func variadicValue(f func(...*int)) {
	x := 1
	f(&x)
	f()
}
