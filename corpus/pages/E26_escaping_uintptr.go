// Addresses are passed as integers to a function that is marked to keep them alive.
package p

import "unsafe"

//go:uintptrescapes
func syscall(number, address uintptr) uintptr { return number + address }

func demo() uintptr {
	x := 1
	return syscall(1, uintptr(unsafe.Pointer(&x)))
}

func plain(address uintptr) uintptr { return address }

func number() uintptr {
	x := 1
	return plain(uintptr(unsafe.Pointer(&x)))
}
