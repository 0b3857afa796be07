// The fields of a struct are not tracked apart: what happens to one field is believed of all.
package p

type pair struct{ kept, local *int }

func together() *int {
	a := new(int) // ?
	b := new(int) // ?
	p := pair{kept: a, local: b}
	*p.local = 1
	return p.kept
}

func apart() *int {
	a := new(int) // ?
	b := new(int) // ?
	kept, local := a, b
	*local = 1
	return kept
}
