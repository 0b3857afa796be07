// A slice made with a constant size and used only locally stays on the stack; the same slice returned does not.
package p

func makeSliceOnStack() int {
	s := make([]int, 10)
	for i := range s {
		s[i] = i * i
	}
	sum := 0
	for _, v := range s {
		sum += v
	}
	return sum
}

func makeSliceReturned() []int {
	s := make([]int, 10)
	s[0] = 1
	return s
}

func makeWithCap() int {
	s := make([]int, 0, 8)
	s = append(s, 1, 2, 3)
	return len(s) + cap(s)
}

func makeWithCapReturned() []int {
	s := make([]int, 0, 8)
	s = append(s, 1)
	return s
}

func passDown() int {
	s := make([]int, 16)
	fill(s, 7)
	return total(s)
}

func fill(s []int, v int) {
	for i := range s {
		s[i] = v
	}
}

func total(s []int) (sum int) {
	for _, v := range s {
		sum += v
	}
	return
}

func twoDimensions() int {
	var grid [4][]int
	for i := range grid {
		grid[i] = make([]int, 4)
		grid[i][i] = 1
	}
	return grid[2][2]
}
