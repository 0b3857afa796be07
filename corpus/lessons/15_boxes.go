// A value converted to an interface is copied into a box. Whether the box is on the heap depends on where it goes.
package p

func same(a, b int) bool {
	var x any = a // ?
	var y any = b // ?
	return x == y
}

func boxed(n int) any {
	n++
	return n // ?
}

func pointer() any {
	n := 1 // ?
	return &n
}
