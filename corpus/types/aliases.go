package p

// Type aliases, function types with methods, interface types with embedded and
// literal interfaces, and how each is printed.

type bytes = []byte
type table = map[string][]*int
type anyFunc = func(...interface{}) interface{}
type self = *record
type intptr = *int

type record struct {
	data bytes
	tab  table
	f    anyFunc
	me   self
}

type predicate func(intptr) bool
type filter interface {
	keep(intptr) bool
	interface{ name() string }
}

func (p predicate) keep(x intptr) bool { return p(x) }
func (p predicate) name() string       { return "predicate" }
func (p predicate) not() predicate     { return func(x intptr) bool { return !p(x) } }
func (r self) bind(f anyFunc) self     { r.f = f; return r }

var sink any

func makeAliases(n int) record {
	return record{
		data: make(bytes, n),
		tab:  make(table),
		f:    func(xs ...any) any { return xs[0] },
		me:   &record{data: bytes("x")},
	}
}

func convert(s string, b bytes) (bytes, string) { return bytes(s), string(b) }

func boxed(b bytes, t table, i intptr, f anyFunc) {
	sink = b
	sink = t
	sink = i
	sink = f
	sink = bytes(nil)
	sink = table{"a": {i}}
	sink = anyFunc(nil)
	sink = [1]self{}
	sink = record{}
}

func positive(i intptr) bool { return *i > 0 }

func filters(xs []intptr) (out []intptr) {
	var f filter = predicate(positive).not()
	for _, x := range xs {
		if f.keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func local() bool {
	x := 1
	return predicate(positive).not().keep(&x)
}

func localAlias(p *int) (r interface{ get() *int }) {
	type A = struct {
		p *int
		q struct{ n int }
	}
	a := A{p: p}
	sink = a.q
	sink = &A{}
	return nil
}

func unnamed(f func(struct{ p *int }) struct{ p *int }, p *int) *int {
	return f(struct{ p *int }{p}).p
}
