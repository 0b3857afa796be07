// A pointer is returned, and its variable stays on the stack where the call is inlined.
package p

func pointer() *int {
	x := 1
	return &x
}

func use() int {
	return *pointer()
}
