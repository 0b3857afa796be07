// Belief: struct fields are tracked apart. What flows to one field flows to all of the variable.
package p

type both struct {
	kept, local *int
	n           int
}

var global *int

func oneKept() int {
	x, y := 1, 2
	b := both{kept: &x, local: &y}
	global = b.kept
	return *b.local
}

func oneReturned() *int {
	x, y := 1, 2
	var b both
	b.local = &x
	b.kept = &y
	return b.kept
}

func arrayElement() *int {
	x, y := 1, 2
	var a [2]*int
	a[0] = &x
	a[1] = &y
	return a[1]
}

func apart() *int {
	x, y := 1, 2
	local := &x
	kept := &y
	*local = *kept
	return kept
}

func nested() *int {
	var x, y int
	t := struct{ in both }{both{local: &x}}
	t.in.kept = &y
	return t.in.kept
}

func copied() *int {
	var x, y int
	a := both{local: &x}
	b := a
	b.kept = &y
	return b.kept
}

func paramField(b both) *int { return b.kept }

func callsParamField() *int {
	var x, y int
	return paramField(both{&x, &y, 3})
}

func integerField(b *both) int { return b.n }

func (b *both) swap() { b.kept, b.local = b.local, b.kept }
