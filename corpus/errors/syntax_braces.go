package p

// Missing and superfluous braces and parentheses.

func a() {
	if true {
		x := 1
		_ = x

func b() int {
	return 1
}

func c(
