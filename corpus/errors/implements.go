package p

// Interfaces that are not implemented: missing method, pointer receiver, wrong
// signature, wrong case.

type doer interface {
	do(*int) *int
	undo()
}

type missing struct{}

func (missing) do(p *int) *int { return p }

type pointer struct{}

func (*pointer) do(p *int) *int { return p }
func (*pointer) undo()          {}

type signature struct{}

func (signature) do(p int) *int { return nil }
func (signature) undo()         {}

type cased struct{}

func (cased) Do(p *int) *int { return p }
func (cased) undo()          {}

type field struct{ undo func() }

func (field) do(p *int) *int { return p }

var d1 doer = missing{}
var d2 doer = pointer{}
var d3 doer = &pointer{}
var d4 doer = signature{}
var d5 doer = cased{}
var d6 doer = field{}
var d7 doer = 3

func take(d doer) {}

func ret(p pointer) doer { return p }

func calls(d doer, e error, ds []doer) {
	take(missing{})
	take(&missing{})
	take(nil)
	take(e)
	e = d
	ds = append(ds, pointer{})
	_ = d.(missing)
	_ = d.(*pointer)
	_ = []doer{missing{}, &pointer{}}
	var dp *doer = &d
	dp.undo()
	switch d.(type) {
	case signature:
	case *cased:
	}
	_ = d == missing{}
}
