// Three calls whose callee is not known here; each has a rule of its own.
package p

import _ "unsafe"

type visitor interface{ visit(p *int) }

func method(v visitor) int {
	x := 1
	v.visit(&x)
	return x
}

func value(f func(*int)) int {
	x := 1
	f(&x)
	return x
}

//go:linkname elsewhere other.elsewhere
func elsewhere(p *int)

func body() int {
	x := 1
	elsewhere(&x)
	return x
}
