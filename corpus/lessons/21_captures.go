// An escaping closure takes a copy of a variable that never changes; a variable that changes moves to the heap with it.
package p

func adder(n int) func(int) int {
	return func(x int) int { return x + n } // ?
}

func counter() func() int {
	n := 0              // ?
	return func() int { // ?
		n++
		return n
	}
}

func counted() int {
	n := 0 // ?
	inc := func() { n++ }
	inc()
	return n
}
