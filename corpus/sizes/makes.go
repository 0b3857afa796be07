package p

// make with a size from constants, constant variables, parameters and
// expressions; zero-size elements; capacity and length of different kinds.

const limit = 10

type empty struct{}
type none [0]int

var global []int

func constant() int { return len(make([]int, limit)) }

func variable() int {
	n := 10
	s := make([]int, n)
	return len(s)
}

func variableCap() int {
	n, c := 1, 10
	s := make([]int, n, c)
	return len(s)
}

func changed(b bool) int {
	n := 10
	if b {
		n = 20
	}
	s := make([]int, n)
	return len(s)
}

func parameter(n int) int {
	s := make([]int, n)
	return len(s)
}

func returned(n int) []int { return make([]int, n) }

func bigVariable() int {
	n := 1 << 20
	s := make([]int, n)
	return len(s)
}

func typedSizes() int {
	var a int64 = 5
	b := uint8(7)
	s := make([]int, a)
	t := make([]int, b)
	u := make([]int, int32(9))
	return len(s) + len(t) + len(u)
}

func expression(n int) int {
	s := make([]byte, n*2+1)
	t := make([]byte, len(s), cap(s)+n)
	return len(t)
}

func lenOfLiteral() int {
	a := []int{1, 2, 3}
	b := make([]string, len(a))
	return len(b)
}

func lenOfArray(a [7]int) int { return len(make([]int, len(a))) }

func zeroSize(n int) int {
	a := make([]empty, 5)
	b := make([]empty, n)
	c := make([]none, 3)
	d := new(empty)
	e := &none{}
	_, _ = d, e
	return len(a) + len(b) + len(c)
}

func maps(n int) int {
	a := make(map[int]int)
	b := make(map[int]int, 100)
	c := make(map[int]int, n)
	return len(a) + len(b) + len(c)
}

func chans(n int) {
	a := make(chan int)
	b := make(chan [100]int, n)
	_, _ = a, b
}

func keepGlobal(n int) { global = make([]int, 3, n) }

func floatSize() int { return len(make([]int, 1e2)) + len(make([]int, 'a')) }
