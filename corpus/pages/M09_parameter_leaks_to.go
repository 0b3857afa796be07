// Parameters that leak to the heap and to results, with and without following pointers.
package p

var last *int

func keep(p *int) {
	last = p
}

func load(pp **int) *int {
	return *pp
}

func both(p *int) *int {
	last = p
	return p
}
