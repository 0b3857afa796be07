package p

// Mistakes in one function only: nothing is said about the others, although
// they would have escape lines.

var keep *int

func leaks(p *int) { keep = p }

func moved() *int {
	x := 1
	return &x
}

func wrong(p *int) *int {
	x := 1
	y := "s" + p
	return &z
}

func stays() int {
	s := []int{1}
	return len(s)
}
