// make with a size that is not a constant: heap until 1.24, and on the stack if small since 1.25.
package p

func dynamicMake(n int) int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return len(s)
}

func dynamicMakeReturned(n int) []int {
	return make([]int, n)
}

func dynamicCap(n int) int {
	s := make([]byte, 0, n)
	s = append(s, 'x')
	return len(s)
}

func constantVariable() int {
	n := 16
	s := make([]int, n)
	return len(s)
}

func changedVariable(big bool) int {
	n := 16
	if big {
		n = 1000
	}
	s := make([]int, n)
	return len(s)
}

const size = 32

func namedConstant() int {
	s := make([]int, size, size*2)
	return cap(s)
}

func lenOfOther(a []int) int {
	b := make([]int, len(a))
	copy(b, a)
	return b[0]
}

func lenOfArray() int {
	var a [7]string
	b := make([]string, len(a))
	copy(b, a[:])
	return len(b)
}

func lenOfLiteral() int {
	a := []int{1, 2, 3}
	b := make([]int, len(a), cap(a))
	copy(b, a)
	return b[1]
}

func size8() int { return 8 }

func inlinedSize() int {
	s := make([]int, size8())
	return len(s)
}

func matrix(rows, cols int) int {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = make([]float64, cols)
	}
	return len(m)
}
