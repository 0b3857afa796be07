// An expression makes memory, and a pointer to it is what the expression gives: the spill.
package p

type point struct{ x, y int }

func literal() *point {
	return &point{1, 2}
}

func slice(n int) []int {
	return []int{n}
}

func boxed(n int) any {
	return n
}
