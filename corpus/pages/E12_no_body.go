// An address is passed to functions without a body in Go; the second is declared not to keep it.
package p

import _ "unsafe"

//go:linkname keeps other.keeps
func keeps(p *int)

//go:linkname looks other.looks
//go:noescape
func looks(p *int)

func demo() {
	x, y := 1, 2
	keeps(&x)
	looks(&y)
}
