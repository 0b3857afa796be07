// A parameter that is kept; the argument is moved to the heap at the call, not in keep.
package p

var last *int

//go:noinline
func keep(p *int) {
	last = p
}

func call() {
	x := 1
	keep(&x)
}
