package p

// Ranging over arrays and pointers to arrays: the operand is copied or
// dereferenced, the second variable receives elements with or without a
// dereference.

var sink *int

func firstOf(a [3]*int) *int {
	for _, v := range a {
		if v != nil {
			return v
		}
	}
	return nil
}

func lastOf(a *[3]*int) (r *int) {
	for i, v := range a {
		if i == 2 {
			r = v
		}
	}
	return
}

func indexOnly(a *[4]int) int {
	n := 0
	for i := range a {
		n += i
	}
	return n
}

func noVars(a [2]*int) (n int) {
	for range a {
		n++
	}
	return
}

func localArray() int {
	x, y := 1, 2
	a := [...]*int{&x, &y}
	t := 0
	for _, p := range a {
		t += *p
	}
	return t
}

func localArrayLeak() {
	x, y := 1, 2
	a := [...]*int{&x, &y}
	for _, p := range a {
		sink = p
	}
}

func localPointerArray() *int {
	x := 3
	a := &[2]*int{&x, nil}
	for _, p := range a {
		return p
	}
	return nil
}

func nested(m [2][2]*int) []*int {
	var out []*int
	for _, row := range m {
		for _, v := range row {
			out = append(out, v)
		}
	}
	return out
}
