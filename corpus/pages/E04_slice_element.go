// An address is stored in an element of a slice; the same address in a slice literal, and in an array.
package p

func stored() int {
	x := 1
	s := make([]*int, 1)
	s[0] = &x
	return *s[0]
}

func literal() int {
	x := 1
	s := []*int{&x}
	return *s[0]
}

func array() int {
	x := 1
	var a [1]*int
	a[0] = &x
	return *a[0]
}
