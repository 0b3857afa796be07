// Implicit allocations stay on the stack up to 64 KiB. 100 ints are nowhere near.
package p

func make100() int {
	s := make([]int, 0, 100)
	return cap(s)
}

func make100Returned() []int {
	return make([]int, 0, 100)
}

func makeAtLimit() int {
	s := make([]int, 8192)
	b := make([]byte, 65536)
	return len(s) + len(b)
}

func makeOverLimit() int {
	s := make([]int, 8193)
	b := make([]byte, 65537)
	return len(s) + len(b)
}

func capOverLimit() int {
	s := make([]int, 1, 8193)
	return len(s)
}

func makeStackCacheSize() int {
	s := make([]byte, 32769)
	return len(s)
}

func newLimits() int {
	a := new([65536]byte)
	b := new([65537]byte)
	return len(a) + len(b)
}

type block struct {
	data [65536]byte
	used int
}

func literalOver() int {
	b := &block{used: 1}
	return b.used
}

func variableUnder() int {
	var b block
	b.used = 2
	return b.used
}

func makeOddSize() int {
	s := make([][3]int64, 2730)
	t := make([][3]int64, 2731)
	return len(s) + len(t)
}
