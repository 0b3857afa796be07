// Function literals: their own costs, and when they are looked at.
package main

var total int

//go:noinline
func use(f func(int) int) int { return f(1) }

func called() int { return func(x int) int { return x + 1 }(2) }
func bound() int  { f := func(x int) int { return x * 2 }; return f(3) }
func rebound(b bool) int {
	f := func(x int) int { return x }
	if b {
		f = func(x int) int { return -x }
	}
	return f(1)
}
func passed(n int) int          { return use(func(x int) int { return x + n }) }
func returned(n int) func() int { return func() int { n++; return n } }
func captures(n int) int {
	add := func(x int) { n += x }
	add(1)
	add(2)
	return n
}
func nested(n int) func() func() int {
	return func() func() int { return func() int { return n } }
}
func callsCaptured(f func(int) int) func() int { return func() int { return f(f(1)) } }

// A body that costs too much before it comes to the literals that it calls.
func late(a, b, c func() int) int {
	n := a() + b() + c() + use(nil) + use(nil)
	grow := func(x int) int { n += x; return n }
	n = grow(1) + grow(2)
	return n + func() int { return n * 2 }()
}

// The same with a literal that calls another one.
func later(a func() int) int {
	n := use(nil) + use(nil) + use(nil)
	inner := func() int { return n + a() }
	outer := func() int { return inner() + 1 }
	return outer() + inner()
}

// Literals may cost more than functions.
func expensive(n int) func() int {
	return func() int { return use(nil) + use(nil) + n }
}
func expensiveCalled(n int) int {
	return func() int { return use(nil) + use(nil) + n }()
}
func expensiveTwice(n int) int {
	f := func() int { return use(nil) + use(nil) + n }
	return f() + f()
}

var global = func(x int) int { return x + total }
var computed = func() int { return use(global) }()

func init() { total = func() int { return 1 }() }
func init() { f := func() { total++ }; f(); f() }

func main() {
	println(called(), bound(), rebound(true), passed(1), returned(1)(), captures(1), nested(1)()(), callsCaptured(nil))
	println(late(nil, nil, nil), later(nil), expensive(1)(), expensiveCalled(1), expensiveTwice(1), computed, global(1))
}
