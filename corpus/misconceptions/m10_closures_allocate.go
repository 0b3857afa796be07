// Belief: closures always allocate. Only one that escapes does; capture is by value if never reassigned and at most 128 bytes.
package p

func apply(xs []int, f func(int) int) {
	for i, x := range xs {
		xs[i] = f(x)
	}
}

func stays(xs []int, k int) {
	apply(xs, func(x int) int { return x * k })
}

func staysByRef(xs []int) (calls int) {
	apply(xs, func(x int) int {
		calls++
		return -x
	})
	return calls
}

func escapes(k int) func(int) int {
	return func(x int) int { return x * k }
}

func escapesByRef() (inc func(), get func() int) {
	n := 0
	inc = func() { n++ }
	get = func() int { return n }
	return
}

func noCapture() func(int) int {
	return func(x int) int { return x + 1 }
}

type big [16]int64

type bigger [17]int64

func byValue(b big) func() int64 {
	return func() int64 { return b[3] }
}

func byReference(b bigger) func() int64 {
	return func() int64 { return b[3] }
}

func direct(a, b int) int {
	max := func() int {
		if a > b {
			return a
		}
		return b
	}()
	return max
}
