// Method values and method expressions, called, stored, passed, bound to values, pointers, interfaces and embedded fields.
package p

type gauge struct {
	v    int
	hist []int
}

func (g *gauge) inc(n int) *gauge {
	g.v += n
	return g
}

func (g gauge) value() int { return g.v }

func (g gauge) history() []int { return g.hist }

type panel struct {
	gauge
	side *gauge
	tick func()
}

type valuer interface{ value() int }

func apply(f func(int) *gauge, n int) int { return f(n).v }

func bound() int {
	g := gauge{v: 1}
	f := g.inc
	return f(2).v
}

func boundPassed() int {
	g := gauge{v: 1}
	return apply(g.inc, 3)
}

func boundValue() func() int {
	g := gauge{v: 1}
	return g.value
}

func boundHistory(g *gauge) func() []int { return g.history }

func boundEmbedded(p *panel) (func(int) *gauge, func() int) { return p.inc, p.side.value }

func boundInterface(v valuer) func() int { return v.value }

func boundConverted(n int) func() int {
	var v valuer = gauge{v: n}
	return v.value
}

func expressions(g *gauge) int {
	inc := (*gauge).inc
	value := gauge.value
	viaPointer := (*gauge).value
	viaInterface := valuer.value
	return inc(g, 1).v + value(*g) + viaPointer(g) + viaInterface(g)
}

func expressionPassed(gs []*gauge) (sum int) {
	return fold(gs, (*gauge).value)
}

func fold(gs []*gauge, f func(*gauge) int) (sum int) {
	for _, g := range gs {
		sum += f(g)
	}
	return
}

func stored(p *panel) {
	g := gauge{}
	p.tick = func() { g.inc(1) }
	q := &panel{side: &g}
	q.tick = q.reset
}

func (p *panel) reset() { p.v = 0 }

func calledOnLiteral() int { return (&gauge{v: 2}).inc(1).value() + gauge{v: 3}.value() }

func inLoop(gs []gauge) (fs []func(int) *gauge) {
	for i := range gs {
		fs = append(fs, gs[i].inc)
	}
	return
}
