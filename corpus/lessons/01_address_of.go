// Taking the address of a variable does not move it. What counts is who keeps the address.
package p

var last *int

func increment(p *int) { // ?
	*p = *p + 1
}

func count() int {
	n := 0 // ?
	p := &n
	increment(p)
	return n
}

func remember() {
	n := 0 // ?
	last = &n
}
