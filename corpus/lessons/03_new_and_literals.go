// new(T), &T{} and a plain variable are treated alike: where the value lives depends on where its address goes.
package p

type point struct{ x, y int }

func sum() int {
	p := new(point) // ?
	p.x = 3
	q := &point{1, 2} // ?
	return p.x + q.y
}

func made() *point {
	return new(point) // ?
}

func declared() *point {
	var p point // ?
	return &p
}
