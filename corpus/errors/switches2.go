package p

// Mistakes in switches and type switches, part 2.

type I interface{ m() }
type T struct{}

func typed(x interface{}, i I, n int) {
	switch n.(type) {
	}
	switch i.(type) {
	case T:
	case *T:
	case int:
	case undefinedType:
	}
	switch v := x.(type) {
	}
	switch y := n.(type) {
	case int:
		_ = y
	}
	switch v := x.(type) {
	case int, string:
		_ = v + 1
	case []int:
		v.x()
	case 1:
	}
	_ = x.(type)
}
