// The elements of one slice, which are addresses, are copied to another slice.
package p

func copied() int {
	x := 1
	from := []*int{&x}
	to := make([]*int, 1)
	copy(to, from)
	return *to[0]
}

func grown() int {
	x := 1
	s := []*int{&x}
	s = append(s, nil)
	return *s[0]
}

func numbers() int {
	from := []int{1, 2}
	to := make([]int, 2)
	return copy(to, from)
}
