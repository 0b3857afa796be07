// append whose new array is returned, and append whose new array stays in the function.
package p

func grow(s []int) []int {
	return append(s, 1)
}

func local() int {
	var s []int
	for i := 0; i < 4; i++ {
		s = append(s, i)
	}
	return len(s)
}
