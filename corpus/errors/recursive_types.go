package p

// Invalid recursive types.

type a struct{ x a }

type b struct{ c c }
type c struct{ b [2]b }

type d [3]d

type e e

type f g
type g f

type h interface{ h }

type i interface{ j }
type j interface{ i }

type k = k

type fine struct {
	next *fine
	all  []fine
	m    map[string]fine
	f    func(fine) fine
}

type l [len(x)]int

var x l

type m struct{ n }
type n struct{ *m }

type q struct {
	fine
	r struct{ s q }
}
