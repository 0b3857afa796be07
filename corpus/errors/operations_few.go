package p

// Three mismatches in one function.

func good(a []*int, p *int) []*int { return append(a, p) }

func bad(a int, b string, c []int) bool {
	x := a + b
	if c == c {
		return x
	}
	return a == nil
}

func alsoGood() (r *int) { r = new(int); return }
