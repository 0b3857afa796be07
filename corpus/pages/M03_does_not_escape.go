// Expressions and parameters that do not escape; concat and number allocate all the same when they get large.
package p

func concat(a, b string) bool {
	return a+b == "x"
}

func number(n int) int {
	s := make([]int, n)
	return len(s)
}

func read(p *int) int {
	return *p
}

func small() int {
	p := new(int)
	return *p
}
