package p

// Invalid recursive types, part 2: lengths, embedded structs, local types,
// functions; valid ones are not mentioned.

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

func local(p *fine) *fine {
	type t struct{ a, b t }
	type u struct{ next *u }
	var v u
	_ = v
	return p.next
}
