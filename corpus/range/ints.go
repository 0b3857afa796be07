package p

// range over integers (go 1.22): typed, untyped, with captured and addressed
// loop variables.

type count int

var ptrs []*int

func sum(n int) (t int) {
	for i := range n {
		t += i
	}
	return
}

func repeat(f func()) {
	for range 3 {
		f()
	}
}

func typed(n count) count {
	var last count
	for last = range n {
	}
	return last
}

func addresses() {
	for i := range 4 {
		ptrs = append(ptrs, &i)
	}
}

func closures(n int) []func() int {
	fs := make([]func() int, n)
	for i := range n {
		fs[i] = func() int { return i }
	}
	return fs
}

func localOnly(n uint8) (t int) {
	for i := range n {
		p := &i
		t += int(*p)
	}
	return t
}

func nestedInts(n int) [][]int {
	var out [][]int
	for i := range n {
		row := make([]int, n)
		for j := range i + 1 {
			row[j] = i * j
		}
		out = append(out, row)
	}
	return out
}

func increments(n int) (t int) {
	for i := range n {
		func() { i++ }()
		t += i
	}
	return t
}
