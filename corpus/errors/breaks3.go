package p

// break, continue, goto, fallthrough and labels in wrong places, part 3.

func jumps(x int) {
	goto over
	y := 1
	_ = y
over:
	goto inside
	{
	inside:
		x++
	}
	if x > 0 {
		goto dup
	}
dup:
dup:
}
