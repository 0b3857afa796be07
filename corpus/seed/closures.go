// A function literal lives where its last user lives: called or passed down it stays, returned or stored it escapes.
package p

var handler func()

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func adder(base int) func(int) int {
	return func(x int) int { return base + x }
}

func calledLocally() int {
	sum := 0
	add := func(x int) { sum += x }
	add(1)
	add(2)
	return sum
}

func passedDown(xs []int) int {
	total := 0
	each(xs, func(x int) { total += x })
	return total
}

func each(xs []int, f func(int)) {
	for _, x := range xs {
		f(x)
	}
}

func stored(msg string) {
	handler = func() { println(msg) }
}

func pointerCaptured() func() *int {
	x := 1
	return func() *int { return &x }
}

func useCounter() int {
	c := counter()
	c()
	return c()
}
