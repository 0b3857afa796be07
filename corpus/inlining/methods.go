// Calls of methods: by value and pointer, promoted, through interfaces, as expressions.
package main

type base struct{ n int }

func (b base) get() int   { return b.n }
func (b *base) set(n int) { b.n = n }

type middle struct{ *base }
type top struct {
	middle
	name string
}
type deep struct{ top top }

type getter interface{ get() int }
type both interface {
	getter
	set(int)
}
type holder struct{ getter }

func value(b base) int                          { return b.get() }
func pointer(b *base) int                       { return b.get() }
func sets(b base) int                           { b.set(1); return b.n }
func promoted(t top) int                        { return t.get() }
func promotedSet(t *top)                        { t.set(2) }
func farAway(d *deep) int                       { d.top.set(3); return d.top.middle.base.get() }
func through(h holder) int                      { return h.get() }
func interfaceCall(g both) int                  { g.set(1); return g.get() }
func expression(b base) int                     { return base.get(b) }
func expressionPtr(b *base) int                 { return (*base).get(b) }
func promotedExpr(t top) int                    { return top.get(t) }
func interfaceExpr(g getter) int                { return getter.get(g) }
func valueCall(b *base) int                     { f := b.get; return f() }
func literalCall() int                          { return base{1}.get() + (&base{2}).get() }
func chain(b *base) *base                       { b.set(1); return b }
func chained(b *base) int                       { return chain(chain(b)).get() }
func elements(bs []base, m map[string]base) int { bs[0].set(1); return bs[1].get() + m["a"].get() }

func main() {
	b := &base{}
	t := top{middle: middle{b}}
	println(value(*b), pointer(b), sets(*b), promoted(t), farAway(&deep{t}), through(holder{b}), interfaceCall(b))
	println(expression(*b), expressionPtr(b), promotedExpr(t), interfaceExpr(b), valueCall(b), literalCall(), chained(b), elements(nil, nil))
	promotedSet(&t)
}
