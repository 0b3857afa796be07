package p

// Duplicate declarations in functions.

func params(a int, a string) (b int, b error) { return }

func locals(n int) {
	n := 1
	a := 1
	a := 2
	var b int
	var b string
	a, b := 1, 2
}

func labels() {
L:
	for {
		break L
	}
L:
	for {
		continue L
	}
}

func nested(x *int) func() {
	x, y := x, 1
	return func() { y := y; y, y := 1, 2 }
}
