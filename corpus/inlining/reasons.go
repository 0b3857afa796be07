// Why a function is never copied, and which reason is given when there are several.
package main

import "unsafe"

var done chan bool

//go:noinline
func marked() {}

//go:noinline
func markedAndMore() { defer marked(); go marked() }

//go:uintptrescapes
func addresses(p uintptr) {}

//go:nosplit
func nosplit() {}

//go:norace
func norace() {}

//go:nocheckptr
func nocheckptr(p *int) uintptr { return uintptr(unsafe.Pointer(p)) }

func starts()          { go marked() }
func defers()          { defer marked() }
func recovers() any    { return recover() }
func deferRecover()    { defer recover() }
func startsLiteral()   { go func() { done <- true }() }
func firstReasonWins() { recover(); defer marked() }
func otherOrder()      { defer marked(); recover() }
func tooMuchAndDefer(a, b, c func()) {
	a()
	marked()
	b()
	marked()
	c()
	defer marked()
}
func tooMuch() {
	marked()
	marked()
}
func inDeadCode() int {
	if false {
		defer marked()
	}
	return 1
}
func behindReturn() int {
	return 1
	defer marked()
	return 2
}
func inLiteral() func() { return func() { defer marked() } }
func selects() {
	select {
	case <-done:
	default:
	}
}
func _() { marked() }

func main() {
	marked()
	markedAndMore()
	addresses(0)
	nosplit()
	norace()
	nocheckptr(nil)
	starts()
	defers()
	recovers()
	deferRecover()
	startsLiteral()
	firstReasonWins()
	otherOrder()
	tooMuchAndDefer(nosplit, nosplit, nosplit)
	tooMuch()
	inDeadCode()
	behindReturn()
	inLiteral()()
	selects()
}
