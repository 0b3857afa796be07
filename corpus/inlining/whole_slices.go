// Slicing all of a slice costs nothing for inlining since Go 1.26: a function at the limit is inlined, and what it makes stays.
package p

func f(s, t, u []int) *int {
	x := new(int)
	s = s[:]
	t = t[0:]
	u = u[:len(u)]
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	*x++
	return x
}

func use(s, t, u []int) int {
	p := f(s, t, u)
	return *p
}
