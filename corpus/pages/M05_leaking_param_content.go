// What a parameter points to is kept, not the parameter: pp itself may point to the stack.
package p

var last *int

//go:noinline
func content(pp **int) {
	last = *pp
}

func call() {
	x := 1
	p := &x
	content(&p)
}
