// Unnamed struct types with embedded fields, as names of the functions that their methods get: a field
// whose name is not all of its type's name is spelled with both.
package p

type T struct{ p *int }

func (t *T) Get(q *int) *int { return t.p }

type t[P any] struct{ p *P }

func (x t[P]) get(q *P) *P { return x.p }

type G[P any] struct{ p *P }

func (x *G[P]) Got(q *P) *P { return x.p }

var a struct {
	int
	*T
}

var b struct {
	t[int]
	string
}

var c struct {
	*G[string]
	error
}

func f() {
	type L struct{ T }
	var d struct{ *L }
	_ = d.Get
	_, _, _ = a.Get, b.get, c.Got
}
