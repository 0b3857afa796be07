package p

// Variables that are declared and not used, in every kind of scope, part 1.

import "unsafe"

func fine(p *int) *int { return p }

func locals() {
	x := 1
	var y int
	var a, b = 1, 2
	_ = a
	z := 3
	z = 4
}
