// A function whose integers may be addresses.
package p

import "unsafe"

//go:uintptrescapes
func syscall(number uintptr, addresses ...uintptr) {}

func demo() {
	x := 1
	syscall(1, uintptr(unsafe.Pointer(&x)))
}
