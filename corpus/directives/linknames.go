// A function without a body is allowed when it is linked to another one; directives that gc does not know are comments.
package directives

import _ "unsafe"

//go:noescape
func stays(p *int)

//go:linkname stays other.stays

//go:linkname leaks
func leaks(p *int) *int

//go:generate nothing
//go:unknown thing
var v int

func use() *int {
	x, y := 1, 2
	stays(&x)
	return leaks(&y)
}
