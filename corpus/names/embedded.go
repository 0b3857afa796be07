// Unnamed struct types with embedded fields, as names of the functions that their methods get: a field
// whose name is not all of its type's name is spelled with both.
package p

type T struct{ p *int }

func (t *T) Get(q *int) *int { return t.p }

var a struct {
	int
	*T
}

var c struct {
	error
	string
}

func f() {
	type L struct{ T }
	var d struct{ *L }
	_ = d.Get
	_, _ = a.Get, c.Error
}
