// A pointer written in a slice literal can stay on the stack; the same pointer stored in an element goes to the heap.
package p

func literal() int {
	n := new(int) // ?
	s := []*int{n}
	return *s[0]
}

func stored() int {
	n := new(int)        // ?
	s := make([]*int, 1) // ?
	s[0] = n
	return *s[0]
}

func array() int {
	n := new(int) // ?
	var a [1]*int
	a[0] = n
	return *a[0]
}
