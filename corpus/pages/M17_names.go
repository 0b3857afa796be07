// Names that are in no source file: results and parameters without names, temporaries, literals, wrappers.
package p

import _ "unsafe"

type point struct{ x, y int }

type shape interface{ area(*int) *int }

type square struct{ shape }

func (p *point) norm() *int { return &p.x }

func result(p *int) (*int, error) {
	return p, nil
}

//go:linkname outside other.outside
func outside(p *int)

func temporary(p *int) *int {
	q, _ := result(p)
	return q
}

func literal() func() {
	return func() { func() {}() }
}

func later(p *int) {
	go result(p)
	defer outside(p)
}

var atPackage = func(p *int) *int { return p }

func methodValue(p *point) func() *int {
	return p.norm
}

func variadic(list ...int) int { return len(list) }

func arguments() int { return variadic(1, 2) }

func init() { _ = func(p *int) *int { return p } }
