package p

// break, continue, goto, fallthrough and labels in wrong places, part 1.

func misplaced(x int) {
	break
	continue
	fallthrough
	if x > 0 {
		break
	}
	switch x {
	case 1:
		continue
	case 2:
		if x > 1 {
			fallthrough
		}
	case 3:
		fallthrough
	}
	select {
	default:
		fallthrough
	}
	for {
		func() { break }()
		func() {
			for {
				continue
			}
		}()
	}
}
