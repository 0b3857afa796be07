// fmt.Println(n) puts a copy of n on the heap, not n. Only &n moves n.
package p

import "fmt"

func value(n int) int {
	fmt.Println(
		n, // ?
	)
	n++
	return n
}

func address() {
	n := 1 // ?
	fmt.Println(&n)
}

func count(args ...any) int { // ?
	return len(args)
}
