package p

// break, continue, goto, fallthrough and labels in wrong places, part 4.

func typeswitch(x interface{}) {
	switch x.(type) {
	case int:
		fallthrough
	case string:
	}
}
