// Sizes and conditions that become constants where a function is inlined.
package p

func buf(n int) []byte { return make([]byte, n) }

func pick(small bool) []byte {
	if small {
		return buf(8)
	}
	return buf(1 << 20)
}

func size(n int) int { return len(buf(n)) }

func fixed() int { return size(10) + size(100000) }

func sum(xs ...int) (s int) {
	for _, x := range xs {
		s += x
	}
	return
}

func clamp(n int) int {
	if n > 10 {
		return 10
	}
	return n
}

func used() int {
	b := make([]int, clamp(3))
	c := make([]int, 0, clamp(20))
	return len(b) + cap(c) + sum(1, 2, clamp(3))
}

func both(b bool) int {
	xs := pick(b)
	return len(xs) + len(pick(true))
}
