// Lines about code that is in no file, or at another place than where they are printed.
package p

type inner struct{ p *int }

func (i *inner) get() *int { return i.p }

type outer struct{ *inner }

type getter interface{ get() *int }

func demo(o outer) getter { return o }

func one() *int {
	x := 1
	return &x
}

func inlined() *int { return one() }

func sequence(yield func(*int) bool) {
	x := 1
	yield(&x)
}
