package p

import "unsafe"

func f(p unsafe.Pointer) *int { return (*int)(p) }

// An import after other declarations.
import "unsafe"

func h() {}
