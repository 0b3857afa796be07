// A function with //go:linkname can be called from assembly of other packages, so the compiler
// makes a second one of its name that takes arguments from the stack. It says of it what flows, not what
// leaks.
package p

import _ "unsafe"

var sink *int

//go:linkname result p.linkedResult
func result(p *int) *int { return p }

//go:linkname heap p.linkedHeap
func heap(p *int, q **int) { sink = p; *q = p }

//go:linkname content p.linkedContent
func content(p **int) (int, *int) { return 1, *p }

//go:linkname stays
func stays(p *int) int { return *p }

//go:linkname unnamed p.linkedUnnamed
func unnamed(*int, int, []*int) (*int, error) { return nil, nil }

//go:linkname blank p.linkedBlank
func blank(_ *int, q *int) (_ *int, err error) { return q, nil }

//go:linkname variadic p.linkedVariadic
func variadic(s string, rest ...*int) []*int { return rest }

//go:linkname nothing p.linkedNothing
func nothing() {}

//go:linkname callback p.linkedCallback
func callback(f func(*int) *int, x int) *int { return f(&x) }

//go:linkname several p.linkedSeveral
func several(a, b, c *int) (x, y *int, z int) { return b, a, *c }

func plain(p *int) *int { return p }
