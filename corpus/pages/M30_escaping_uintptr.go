// Functions whose integers may be addresses: marked with a directive, and without a body.
package p

import "unsafe"

//go:uintptrescapes
func syscall(number uintptr, addresses ...uintptr) {}

//go:linkname elsewhere other.elsewhere
func elsewhere(address uintptr)

func demo() {
	x, y := 1, 2
	syscall(1, uintptr(unsafe.Pointer(&x)))
	elsewhere(uintptr(unsafe.Pointer(&y)))
}
