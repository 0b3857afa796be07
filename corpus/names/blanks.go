package p

// Blank and unnamed parameters and results, blank functions and methods, blank
// variables and fields.

type box struct {
	_ int
	p *int
	_ *int
}

type _ struct{ x int }

var _ = new(int)
var _, keep = 1, new(int)

const _ = 3

func _() *int { x := 1; return &x }

func _(p *int) { keep = p }

func (b *box) _(p *int) { b.p = p }

func (*box) unnamed(_ *int, p *int) *int { return p }

func (_ box) blank(_ *int, _, q *int) *int { return q }

func results(p *int) (*int, error) { return p, nil }

func blankResults(p *int) (_ *int, _ error) { return p, nil }

func mixedResults(p, q *int) (a *int, _ *int, c int) {
	a = p
	return a, q, *q
}

func bare(p *int) (_ *int, r *int) {
	r = p
	return
}

func allUnnamed(int, string, []byte, func(*int) *int, ...interface{}) {}

func discard(p *int, q **int) {
	_ = p
	_ = *q
	_ = &box{p: p}
	_, _ = new(int), []*int{p}
	_ = func() *int { return p }
	var _ *int = p
	var _, r = p, *q
	_ = r
	_, _, _ = mixedResults(p, *q)
	allUnnamed(1, "a", nil, nil, p, 2)
}

func closures() func(_ int, p *int) (_ *int) {
	return func(_ int, p *int) (_ *int) { return p }
}

func loops(m map[string]*int) {
	for _ = range m {
	}
	for _, _ = range m {
	}
	for k, _ := range m {
		_ = k
	}
}

func useAll(b *box, p *int) {
	b.unnamed(p, p)
	b.blank(p, nil, p)
	r, _ := results(p)
	_, err := blankResults(r)
	if err != nil {
		panic(err)
	}
	s, _ := bare(p)
	*s = 1
}
