// The elements of one slice, which are addresses, are copied to another slice.
package p

func copied() int {
	x := 1
	src := []*int{&x}
	dst := make([]*int, 1)
	copy(dst, src)
	return *dst[0]
}

func grown() int {
	x := 1
	s := []*int{&x}
	s = append(s, nil)
	return *s[0]
}

func numbers() int {
	src := []int{1, 2}
	dst := make([]int, 2)
	return copy(dst, src)
}
