// What function literals capture: by value, if nothing is assigned to it after; by reference otherwise; and what is too large.
package p

func byValue(n int) func() int {
	return func() int { return n }
}

func byReference() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func large() func() int {
	var a [17]int
	return func() int { return a[0] }
}
