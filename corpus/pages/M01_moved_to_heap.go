// Variables, a parameter and a result that are moved to the heap; and one that is not.
package p

func variable() *int {
	x := 1
	return &x
}

func parameter(n int) *int {
	return &n
}

func stays() int {
	x := 1
	p := &x
	return *p
}
