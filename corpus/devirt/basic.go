package p

// Interface method calls whose receiver has a known concrete type.

type shape interface {
	area(*int) int
	scale(f *int) shape
}

type sq struct{ s int }
type circle struct{ r *int }

func (s sq) area(p *int) int         { return s.s * *p }
func (s sq) scale(f *int) shape      { return sq{s.s * *f} }
func (c *circle) area(p *int) int    { return *c.r }
func (c *circle) scale(f *int) shape { c.r = f; return c }

var global shape = sq{1}

func local() int {
	var s shape = sq{2}
	x := 3
	return s.area(&x)
}

func pointer() int {
	y := 1
	var s shape = &circle{&y}
	return s.area(nil)
}

func conversion(p *int) int { return shape(sq{4}).area(p) }

func conversionPtr(c *circle, p *int) shape { return shape(c).scale(p) }

func param(s shape, p *int) int { return s.area(p) }

func fromGlobal(p *int) int { return global.area(p) }

func reassignedSame(b bool, p *int) int {
	s := shape(sq{1})
	if b {
		s = sq{2}
	}
	return s.area(p)
}

func reassignedOther(b bool, p *int) int {
	var s shape = sq{1}
	if b {
		s = &circle{p}
	}
	return s.area(p)
}

func nilThenSet(p *int) int {
	var s shape
	s = &circle{p}
	return s.area(p)
}

func onlyNil() int {
	var s shape
	return s.area(nil)
}

func addressed(p *int) int {
	var s shape = sq{1}
	q := &s
	*q = &circle{p}
	return s.area(p)
}

func throughCopy(p *int) int {
	var a shape = sq{1}
	b := a
	c := b
	return c.area(p)
}

func captured(p *int) func() int {
	var s shape = sq{5}
	return func() int { return s.area(p) }
}

func result(n int) shape { return sq{n} }

func throughResult(p *int) int { return result(3).area(p) }

func chained(p *int) int { return shape(sq{1}).scale(p).scale(p).area(p) }
