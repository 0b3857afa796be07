package p

// Embedding by value and by pointer, promotion of fields and methods, wrappers
// that the compiler generates for method sets.

type base struct {
	id   int
	name *string
}

func (b base) ident() int        { return b.id }
func (b *base) rename(s *string) { b.name = s }
func (b *base) label() *string   { return b.name }

type mid struct {
	base
	extra *int
}

type ptrMid struct {
	*base
	count int
}

type top struct {
	mid
	*ptrMid
	other base
}

type labeler interface{ label() *string }
type renamer interface {
	ident() int
	rename(*string)
}

var all []renamer

func promoted(m *mid) *string { return m.name }

func promotedVal(m mid) *string { return m.label() }

func viaPointer(m ptrMid) *string { return m.base.name }

func deep(t *top) int { return t.mid.id + t.ptrMid.id + t.other.ident() + t.count }

func register(t *top) {
	all = append(all, t.mid.base.self(), &t.mid, t.ptrMid, *t.ptrMid)
}

func (b *base) self() *base { return b }

func asLabeler(m *mid, p ptrMid) [2]labeler { return [2]labeler{m, p} }

func local() int {
	s := "x"
	m := mid{base: base{1, nil}}
	m.rename(&s)
	p := ptrMid{base: &m.base}
	p.rename(&s)
	return p.ident()
}

func leakThroughEmbedded(s *string) *mid {
	m := mid{}
	m.rename(s)
	return &m
}

func methodValues(t *top) (func() int, func(*string)) {
	return t.mid.ident, t.ptrMid.rename
}

func set(t *top, p *int, b *base) {
	t.extra = p
	t.ptrMid.base = b
	t.mid.base = *b
}
