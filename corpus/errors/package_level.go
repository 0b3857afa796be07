package p

// Statements outside of functions, missing package parts and odd top-level
// declarations.

var a, b = 1
var c, d int = 1, 2, 3
var e = nil
var f = g()
var h, i = g2()

func g() {}
func g2() int { return 1 }

const (
	m = iota
	n
	o string = iota
	p, q = 1
)

type r = undefinedAlias

func (t *r) method() {}

var s = struct{ x int }{y: 1}
var _ = undefinedBlank
