// The budget: a body that costs 80 is copied, one that costs 81 is not; what a call costs.
package main

var g int

//go:noinline
func opaque(x int) int { return x }

func tiny(x int) int { return x + 1 }

func eighty(x int) int {
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	return x
}

func eightyOne(x int) int {
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	x++
	return +x
}

func callsOpaque(x int) int                 { return opaque(x) }
func callsOpaqueTwice(x int) int            { return opaque(opaque(x)) }
func callsTiny(x int) int                   { return tiny(tiny(tiny(x))) }
func callsEighty(x int) int                 { return eighty(x) }
func callsParam(f func(int) int, x int) int { return f(f(x)) }
func callsField(s struct{ f func() })       { s.f() }
func callsGlobal()                          { hook() }
func callsResult() int                      { return maker()(1) }
func callsSelf(x int) int {
	if x == 0 {
		return 0
	}
	return callsSelf(x - 1)
}

var hook = func() { g++ }

func maker() func(int) int { return tiny }

type doer interface{ do(int) int }

func callsInterface(d doer) int      { return d.do(1) }
func callsInterfaceTwice(d doer) int { return d.do(d.do(1)) }

func variadic(xs ...int) int { return len(xs) }
func callsVariadic() int     { return variadic() + variadic(1) + variadic(1, 2, 3) }
func passesOn(xs ...int) int { return variadic(xs...) }

func main() {
	println(eighty(1), eightyOne(1), callsOpaque(1), callsOpaqueTwice(1), callsTiny(1), callsEighty(1))
	println(callsParam(tiny, 1), callsResult(), callsSelf(2), callsVariadic(), passesOn(1))
	callsField(struct{ f func() }{callsGlobal})
	println(callsInterface(nil), callsInterfaceTwice(nil))
}
