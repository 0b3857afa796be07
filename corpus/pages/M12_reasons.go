// Most of the reasons that explanations give in parentheses, one in each function.
package p

type pair struct{ a, b *int }

var (
	one  *int
	many []*int
)

func assigned(p *int)                 { one = p }
func assignedPair(p, q *int)          { one, many = p, []*int{q} }
func returned(p *int) *int            { return p }
func addressOf() *int                 { x := 1; return &x }
func dot(p pair) *int                 { return p.a }
func dotOfPointer(p *pair) *int       { return p.b }
func indirection(pp **int) *int       { return *pp }
func element(s []*int) *int           { return s[0] }
func arrayElement(a [2]*int) *int     { return a[1] }
func slice(s []*int) []*int           { return s[1:] }
func arrayOfSlice(s []*int) [1]*int   { return [1]*int(s) }
func sliceLiteral(p *int) []*int      { return []*int{p} }
func arrayLiteral(p *int) [1]*int     { return [1]*int{p} }
func structLiteral(p *int) pair       { return pair{a: p} }
func mapLiteral(k, v *int)            { _ = map[*int]*int{k: v} }
func keyOfMap(m map[*int]int, k *int) { m[k] = 1 }
func sent(c chan *int, p *int)        { c <- p }
func converted(p *int) any            { return p }
func asserted(x any) (*int, bool) {
	p, ok := x.(*int)
	return p, ok
}
func switched(x any) *int {
	switch x := x.(type) {
	case *int:
		return x
	}
	return nil
}
func ranged(s []*int) (p *int) {
	for _, p = range s {
	}
	return
}
func rangedArray(a [2]*int) (p *int) {
	for _, p = range a {
	}
	return
}
func appended(p *int)           { many = append(many, p) }
func appendedSlice(list []*int) { many = append(many, list...) }
func appendee(s []*int) int     { s = append(s, nil); return len(s) }
func copied(list []*int)        { copy(many, list) }
func passed(p *int)             { assigned(p) }
func captured(p *int) func() *int {
	return func() *int { return p }
}
func reference(p *int) func() *int {
	f := func() *int { return p }
	p = nil
	return f
}
