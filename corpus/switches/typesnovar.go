package p

// Type switches without a variable, with blank clauses, inside loops and with
// labels; operands that are calls, assertions and conversions.

type shape interface {
	area() int
}

type square struct{ side int }
type rect struct{ w, h int }

func (s square) area() int { return s.side * s.side }
func (r *rect) area() int  { return r.w * r.h }

func mk(n int) shape {
	if n > 0 {
		return square{n}
	}
	return &rect{n, n}
}

func kind(s shape) string {
	switch s.(type) {
	case square:
		return "square"
	case *rect:
		return "rect"
	case nil:
		return "nil"
	}
	return "other"
}

func onCall(n int) int {
	switch mk(n).(type) {
	case square, *rect:
		return 1
	default:
		return 2
	}
}

func onCallVar(n int) int {
	switch s := mk(n).(type) {
	case square:
		return s.side
	case *rect:
		return s.w
	}
	return 0
}

func onConversion(x int) bool {
	switch interface{}(x).(type) {
	case int:
		return true
	}
	return false
}

func onAssertion(x interface{}) *rect {
	switch v := x.(shape).(type) {
	case *rect:
		return v
	case square:
		return &rect{v.side, v.side}
	}
	return nil
}

func inLoop(xs []interface{}) (n int) {
loop:
	for _, x := range xs {
		switch x := x.(type) {
		case int:
			n += x
		case bool:
			if x {
				break loop
			}
			continue loop
		case string:
			break
		}
		n++
	}
	return n
}

func unusedInSome(x interface{}) int {
	switch v := x.(type) {
	case *int:
	case int:
		return v
	case map[string]int:
		v["a"] = 1
	case chan int:
		v <- 1
	}
	return 0
}
