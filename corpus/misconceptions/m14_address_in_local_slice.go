// Belief: storing &x in a local slice or map is fine. s[0] = &x moves x to the heap; the literal []*int{&x} does not.
package p

func literal() int {
	x := 1
	s := []*int{&x}
	return *s[0]
}

func assigned() int {
	x := 1
	s := make([]*int, 1)
	s[0] = &x
	return *s[0]
}

func assignedAfterLiteral() int {
	x, y := 1, 2
	s := []*int{&x, nil}
	s[1] = &y
	return *s[0] + *s[1]
}

func array() int {
	x := 1
	var a [2]*int
	a[0] = &x
	return *a[0]
}

func arrayThroughPointer() int {
	x := 1
	var a [2]*int
	p := &a
	p[0] = &x
	return *a[0]
}

func mapLiteral() int {
	x := 1
	m := map[string]*int{"x": &x}
	return *m["x"]
}

func mapAssigned() int {
	x := 1
	m := map[string]*int{}
	m["x"] = &x
	return *m["x"]
}

func mapKey() int {
	x := 1
	m := map[*int]int{}
	m[&x] = 5
	return m[&x]
}

func nested() int {
	x := 1
	s := [][]*int{{&x}, {}}
	s[1] = []*int{s[0][0]}
	return *s[1][0]
}

func structField() int {
	x := 1
	var t struct{ p, q *int }
	t.p = &x
	t.q = t.p
	return *t.q
}

func viaRange(xs []int) (sum int) {
	ps := make([]*int, len(xs))
	for i := range xs {
		ps[i] = &xs[i]
	}
	for _, p := range ps {
		sum += *p
	}
	return
}
