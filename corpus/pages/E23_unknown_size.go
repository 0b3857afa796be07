// make with a size that is not a constant; nothing keeps the slices.
package p

func parameter(n int) int {
	s := make([]int, n)
	return len(s)
}

func known() int {
	n := 4
	s := make([]int, n)
	return len(s)
}
