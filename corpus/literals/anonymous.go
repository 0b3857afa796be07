package p

// Literals of unnamed types, literals of aliases and local types, pointers to
// literals of each kind, methods called on literals.

type (
	ints  []int
	dict  map[string]ints
	pair  [2]*int
	alias = struct{ v *int }
)

func (s ints) sum() (t int) {
	for _, v := range s {
		t += v
	}
	return t
}

func (p *pair) first() *int { return p[0] }

func (d dict) get(k string) ints { return d[k] }

func pointers() (*ints, *dict, *pair) {
	return &ints{1, 2}, &dict{"a": {1}}, &pair{new(int)}
}

func localPointers() int {
	a, b, c := &ints{1, 2}, &dict{"a": nil}, &pair{}
	return len(*a) + len(*b) + len(c)
}

func onLiterals(p *int) *int {
	_ = ints{1, 2, 3}.sum()
	_ = dict{"x": {4}}.get("x")
	return (&pair{p}).first()
}

func aliases(p *int) *int {
	a := alias{p}
	b := &alias{v: a.v}
	return b.v
}

func locals(n int) interface{} {
	type row struct {
		cells []int
		next  *row
	}
	type grid [2]row
	g := grid{{cells: []int{n}}, {next: &row{}}}
	if n > 3 {
		return g
	}
	return &g
}

func funcLiterals() [2]func(int) int {
	return [...]func(int) int{
		func(x int) int { return x },
		func(x int) int { return x * 2 },
	}
}

func chans() []chan *int {
	return []chan *int{make(chan *int), make(chan *int, 3), nil}
}

func deep(p *int) []map[string]*struct{ q []*int } {
	return []map[string]*struct{ q []*int }{
		{"a": {q: []*int{p, nil}}},
		{"b": nil},
		nil,
	}
}

func swapLiteral(a, b *int) (*int, *int) {
	s := [2]*int{b, a}
	return s[0], s[1]
}
