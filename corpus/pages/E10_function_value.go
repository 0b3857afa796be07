// An address is passed to a function value that nobody knows.
package p

func apply(f func(*int)) int {
	x := 1
	f(&x)
	return x
}

func known() int {
	f := func(p *int) { *p++ }
	x := 1
	f(&x)
	return x
}
