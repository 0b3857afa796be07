package p

// A single syntax error hides everything else in the file.

func fine(p *int) *int { return p }

func bad() {
	x := []int{1, 2
	}
	y := undefined
}
