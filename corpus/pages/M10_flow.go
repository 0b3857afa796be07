// Flows with &, without anything, with one and with two stars.
package p

func flows(ppp ***int) (*int, **int) {
	x := 1
	p := &x
	q := p
	if ppp != nil {
		return **ppp, *ppp
	}
	return q, nil
}
