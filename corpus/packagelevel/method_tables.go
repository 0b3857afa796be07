// When package-level initialisers need a method table: explicit conversions like any other; an implicit one to the
// variable's type if the variable is laid out as data, and then after all method wrappers; a blank variable never. Dead
// code needs none since Go 1.22.
package p

type marker interface{ mark() }

type (
	blankNil struct{ s string }
	blankNew struct {
		s string
		i int
	}
	static struct {
		s string
		i uint16
	}
	explicit struct {
		s string
		j int32
	}
	called struct {
		s string
		j int16
	}
	element   struct{ a, b string }
	dead      struct{ a, b, c string }
	afterward struct{ a, b, c, d string }
)

func (*blankNil) mark() {}
func (*blankNew) mark() {}
func (*static) mark()   {}
func (*explicit) mark() {}

var _ marker = (*blankNil)(nil)
var _ marker = &blankNew{}
var aStatic marker = &static{}
var anExplicit = marker(&explicit{})
var aCall marker = func() *called { return nil }()
var elements = []marker{&element{}}

func (*called) mark()    {}
func (*element) mark()   {}
func (*dead) mark()      {}
func (*afterward) mark() {}

func neverRuns() {
	if false {
		var m marker = &dead{}
		_ = m
	}
	return
	var m marker = &afterward{}
	_ = m
}
