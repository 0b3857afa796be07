package p

// Struct and array comparison, anonymous structs, conversion between struct
// types, one-word structs in interfaces, zero-size fields.

type key struct {
	a, b string
	n    int
}

type one struct{ p *int }
type oneArr [1]*int
type oneNested struct{ o one }
type oneZero struct {
	_ struct{}
	p *int
}
type oneInt struct{ n int }
type none struct{}
type fn struct{ f func() }
type ifaceField struct{ i interface{} }

var sink interface{}

func equal(a, b key) bool { return a == b }

func notEqual(a *key, s string) bool { return *a != key{a: s} }

func arrays(a, b [3]*int) bool { return a == b }

func ifaceFields(a, b ifaceField) bool { return a == b || a.i == b }

func words(p *int) {
	sink = one{p}
	sink = oneArr{p}
	sink = oneNested{one{p}}
	sink = oneZero{p: p}
	sink = fn{func() {}}
}

func values(n int) {
	sink = oneInt{n}
	sink = none{}
	sink = struct{}{}
	sink = [0]int{}
	sink = key{"a", "b", n}
	sink = struct{ a, b int }{n, n}
}

func stays(p *int, n int) bool {
	var a, b interface{} = one{p}, oneInt{n}
	return a == b
}

func returned(o one) interface{} { return o }

func returnedPair(k key) (interface{}, error) { return k, nil }

func convert(a struct {
	a, b string
	n    int
}) *key {
	k := key(a)
	return &k
}

func anonymous(n int) (s struct {
	p *int
	q []struct{ x, y *int }
}) {
	s.p = &n
	s.q = append(s.q, struct{ x, y *int }{x: s.p})
	return s
}

func nestedAnon() int {
	var cfg struct {
		opts struct {
			deep *struct{ level int }
		}
	}
	cfg.opts.deep = &struct{ level int }{3}
	return cfg.opts.deep.level
}

func inMap(m map[key]*key, k key) *key {
	if v, ok := m[k]; ok {
		return v
	}
	m[k] = &k
	return m[key{n: k.n}]
}
