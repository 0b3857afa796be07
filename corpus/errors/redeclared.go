package p

// Duplicate declarations: functions, variables, types, methods, fields,
// parameters, labels, cases, map keys.

var x int
var x string

const c = 1

func c() {}

func f() {}
func f(a int) {}

type T struct {
	a int
	a string
	b int
}

func (T) m()  {}
func (*T) m() {}
func (t T) b() {}

type T int

func params(a int, a string) (b int, b error) { return }

func locals(n int) {
	n := 1
	a := 1
	a := 2
	var b int
	var b string
	a, b := 1, 2
L:
	for {
		break L
	}
L:
	for {
		continue L
	}
}
