// A value converted to an interface is copied into a box; the line names the variable, but only the box may be on the heap.
package p

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type pair struct{ a, b int }

var sink any

func boxReturned(a int) any {
	p := pair{a, 2}
	return p
}

func boxSink(a int) {
	p := pair{a, a}
	sink = p
}

func boxLocal(a int) bool {
	var x any = pair{a, 1}
	return x == any(pair{1, 1})
}

func boxConst() {
	sink = 42
	sink = "text"
	sink = true
	sink = 'x'
}

func boxSmall() {
	n := 200
	sink = n
}

func boxBig(n int) {
	sink = n * 1000
}

func boxCall(s int) int {
	var sh shape = square{s}
	return sh.area()
}

func boxArgument(s int) int {
	return areaOf(square{s})
}

func areaOf(sh shape) int { return sh.area() }

func boxPrint(xs ...any) int { return len(xs) }

func boxVariadic(a int, b string) int {
	return boxPrint(a, b, pair{a, a}, &b, nil)
}

func unbox(v any) int {
	switch t := v.(type) {
	case int:
		return t
	case pair:
		return t.a
	case *pair:
		return t.b
	}
	return 0
}
