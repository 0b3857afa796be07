// What is captured by value and what by reference: reassignment before, after, in the literal; address taken; size.
package p

var keep func() int

func never(x int) { keep = func() int { return x } }

func before(x int) {
	x = x + 1
	keep = func() int { return x }
}

func after(x int) {
	keep = func() int { return x }
	x = 2
}

func inside(x int) {
	keep = func() int { x++; return x }
}

func beforeInBranch(x int, c bool) {
	if c {
		x = 5
	}
	keep = func() int { return x }
}

func beforeInLoop(n int) {
	x := 0
	for i := 0; i < n; i++ {
		x += i
	}
	keep = func() int { return x }
}

func captureInLoop(n int) {
	x := 0
	for i := 0; i < n; i++ {
		x += i
		keep = func() int { return x }
	}
}

func addressTaken(x int) *int {
	keep = func() int { return x }
	return &x
}

func addressInside() {
	x := 1
	keep = func() int { p := &x; return *p }
}

func declaredThenSet() {
	var x int
	x = 3
	keep = func() int { return x }
}

func multiple(a, b, c int) {
	b++
	keep = func() int {
		c--
		return a + b + c
	}
}

func byArgument(x int) {
	keep = func(x int) func() int {
		return func() int { return x }
	}(x)
}
