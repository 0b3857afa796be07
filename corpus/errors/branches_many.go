// More than ten: those of a literal come before those of the function around it, jumps without target last.
package errors

func branches() {
	goto into
	break
	continue
	{
	into:
	}
	if true {
		break
	}
L:
	for {
		break M
		continue M
	}
S:
	switch {
	case true:
		continue S
		fallthrough
	}
	func() {
		break L
		goto L
		continue L
	}()
R:
	{
		break R
	}
	goto nowhere
}
