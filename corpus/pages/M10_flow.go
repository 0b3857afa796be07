// Flows with &, without anything, with one and with two stars; and two fields of one variable.
package p

type pair struct{ a, b *int }

func flows(ppp ***int) (*int, **int) {
	x := 1
	p := &x
	q := p
	if ppp != nil {
		return **ppp, *ppp
	}
	return q, nil
}

func fields() *int {
	x, y := 1, 2
	var both pair
	both.a = &x
	both.b = &y
	return both.a
}
