// A function that is copied into its caller is judged there: a returned pointer need not escape.
package p

type point struct{ x, y int }

func newPoint(x, y int) *point {
	return &point{x, y} // ?
}

func sum() int {
	p := newPoint(1, 2) // ?
	return p.x + p.y
}

func origin() *point {
	p := newPoint(0, 0) // ?
	return p
}
