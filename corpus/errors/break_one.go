package p

// A single misplaced continue and an unused label.

func f(s []*int) *int {
	for _, p := range s {
		if p != nil {
			return p
		}
	}
	continue
	return nil
}

func g(s []int) {
loop:
	for range s {
	}
}
