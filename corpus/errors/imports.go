package p

import "unsafe"

// An import after other declarations, a name that hides the package, use
// without an import.

var x unsafe.Pointer = 3

func f() uintptr {
	unsafe := 1
	return unsafe.Sizeof(1)
}

func g() { strings.ToUpper("x") }

func h() unsafe.NoType { return nil }
