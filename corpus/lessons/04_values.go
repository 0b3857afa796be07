// Returning a value copies it and allocates nothing; returning a pointer needs something on the heap to point to.
package p

type point struct{ x, y, z float64 }

func shiftedPointer(p *point, d float64) *point {
	q := &point{p.x + d, p.y, p.z} // ?
	return q
}

func shiftedValue(p *point, d float64) point {
	q := &point{p.x + d, p.y, p.z} // ?
	return *q
}
