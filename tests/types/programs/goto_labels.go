// Branches in functions with and without syntax errors.
package p

func labels(x int) {
	break
unused:
	for {
		continue nowhere
	}
	goto over
	v := 1
over:
	_ = v
}

func broken() {
	continue
	x := [
}

func more() {
	fallthrough
}
