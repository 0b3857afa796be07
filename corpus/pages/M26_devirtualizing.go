// Calls through an interface whose type is known: the method that runs is known, too.
package p

type adder interface{ add(p *int) int }

type plain struct{ n int }

func (a plain) add(p *int) int { return a.n + *p }

type wrapped struct{ adder }

func known() int {
	x := 1
	var a adder = plain{1}
	return a.add(&x)
}

func promoted(inner adder) int {
	x := 1
	var a adder = wrapped{inner}
	return a.add(&x)
}

func assigned(n int) int {
	x := 1
	var a adder
	if n > 0 {
		a = plain{n}
	} else {
		a = plain{-n}
	}
	return a.add(&x)
}

func unknown(a adder) int {
	x := 1
	return a.add(&x)
}
