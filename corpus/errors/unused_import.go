package p

// An import that is not used, and one imported twice.

import (
	"unsafe"
	u "unsafe"
	. "unsafe"
	_ "unsafe"
)

func f(p *int) *int { return p }

func g(p *int) uintptr { return u.Sizeof(*p) }
