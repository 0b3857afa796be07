// A variable whose address may be returned is on the heap from its first moment on; a returned copy asks for nothing.
package p

type point struct{ x, y int }

func find(want bool) *point {
	p := point{1, 2} // ?
	if want {
		return &p
	}
	return nil
}

func copied(p *point) point { // ?
	return *p
}
