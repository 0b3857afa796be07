package p

// Compiler directives on functions: noinline, nosplit, norace, uintptrescapes.

import "unsafe"

var sink *int

//go:noinline
func plain(p *int) *int { return p }

//go:nosplit
func small(p *int) int { return *p }

//go:noinline
//go:nosplit
func both(pp **int) { sink = *pp }

//go:norace
func raceless(p *int) { *p = 1 }

//go:uintptrescapes
func syscall(fd int, a uintptr, more ...uintptr) {}

//go:uintptrescapes
func named(u, v uintptr, p *int) (r uintptr) { return u + v }

func calls() (n int) {
	x, y := 1, 2
	n = *plain(&x)
	n += small(&y)
	p := &y
	both(&p)
	return n
}

func passUintptr() {
	x, y := 1, 2
	syscall(1, uintptr(unsafe.Pointer(&x)), uintptr(unsafe.Pointer(&y)), 3)
}

func passNamed(p *int) uintptr {
	var z [4]byte
	return named(uintptr(unsafe.Pointer(&z)), uintptr(unsafe.Pointer(p)), p)
}

func deferred(p *int) {
	defer syscall(2, uintptr(unsafe.Pointer(p)))
}

//go:noinline
func (w *wrapper) method(p *int) { w.p = p }

type wrapper struct{ p *int }

func useMethod() int {
	var w wrapper
	x := 3
	w.method(&x)
	return *w.p
}

// A comment that only looks like a directive:
// go:noinline
func notDirective(p *int) int { return *p }

//go:noinline

func detached(p *int) int { return *p }
