// Constants, nil and zero values converted; comparisons of interfaces with values.
package p

type code uint8

const (
	ok  code = 0
	bad code = 200
	pi       = 3.14159
)

var sink any

func (c code) Error() string { return "code" }

func constants() (any, any, any, any) {
	return 1, "s", pi, 'r'
}

func typed() []any {
	return []any{int8(-1), uint(2), code(3), bad, float32(0.5), complex(1, 2), "a" + "b", 1 << 20, true && !false}
}

func errors(n int) error {
	if n == 0 {
		return nil
	}
	if n < 0 {
		return ok
	}
	return bad
}

func compareConst(x any) bool {
	return x == 1 || x == "one" || x == nil || 'c' == x
}

func compareError(err error) bool { return err != nil && err == bad }

func compareValue(x any, s string, f float64) bool { return x == s || x != f }

func propagated() {
	n := 5
	s := "text"
	f := 1.5
	sink = n
	sink = s
	sink = f
	const c = 10
	sink = c
	var zero int
	sink = zero
}

func explicit(n int) {
	sink = any(7)
	sink = interface{}(n)
	sink = error(bad)
	sink = any(error(code(9)))
}

func inStruct() struct{ v any } {
	return struct{ v any }{4}
}

func keyed(m map[any]any) {
	m["k"] = 1
	m[2] = "v"
	m[nil] = nil
	delete(m, 3)
	_ = m[4]
}
