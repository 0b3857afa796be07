// A parameter that flows to a result leaves the decision to the caller; level counts the dereferences on the way.
package p

func same(p *int) *int { // ?
	return p
}

func inside(pp **int) *int { // ?
	return *pp
}

func local() int {
	n := new(int) // ?
	q := same(n)
	return *inside(&q)
}

func out() *int {
	n := new(int) // ?
	return same(n)
}
