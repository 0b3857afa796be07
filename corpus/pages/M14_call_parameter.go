// Arguments: of a known function, of a function value, of a method of an interface, of builtins.
package p

type writer interface{ write(p *int) }

var last *int

//go:noinline
func keep(p *int) { last = p }

//go:noinline
func same(p *int) *int { return p }

func known() {
	x := 1
	keep(&x)
}

func result() *int {
	x := 1
	return same(&x)
}

func value(f func(*int)) {
	x := 1
	f(&x)
}

func method(w writer) {
	x := 1
	w.write(&x)
}

func builtin() {
	x := 1
	panic(&x)
}
