// The address of a local variable is returned: the caller goes on using it.
package p

func counter() *int {
	n := 1
	return &n
}

func value() int {
	n := 1
	return n
}
