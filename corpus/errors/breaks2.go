package p

// break, continue, goto, fallthrough and labels in wrong places, part 2.

func labels(x int) {
unused:
	for {
		break missing
		continue nolabel
		goto nowhere
	}
block:
	{
		break block
	}
check:
	if x > 1 {
		continue check
	}
sw:
	switch x {
	case 1:
		continue sw
	}
	for {
		break sw
	}
}
