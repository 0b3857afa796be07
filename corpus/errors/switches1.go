package p

// Mistakes in switches and type switches, part 1.

type I interface{ m() }
type T struct{}

func expr(x int, s string, f func(), e error) {
	switch x {
	case "a":
	case 1.5:
	case nil:
	case s:
	}
	switch f {
	case nil:
	case f:
	}
	switch nil {
	}
	switch {
	case x:
	case 1 > 0:
	}
	switch f := f; f() {
	}
	switch e {
	case 1:
	}
}
