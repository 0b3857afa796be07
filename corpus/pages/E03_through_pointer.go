// An address is stored where a pointer points: the analysis does not ask where that is.
package p

func demo() int {
	var p *int
	pp := &p
	x := 1
	*pp = &x
	y := 2
	p = &y
	return *p
}
