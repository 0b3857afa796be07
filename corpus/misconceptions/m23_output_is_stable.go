// Belief: -m output is stable. 1.22, 1.24, 1.25 and 1.27 each changed texts or lines; this program shows some of each.
package p

var table = func() []int { return []int{1, 2, 3} }

var sink any

func folded() {
	sink = int64(1 << 40)
	sink = "a raw string that is longer than seventy two characters, so that the compiler cuts it at the end"
}

func unnamed(_ *int, _ []int) (int, int, int, int, int, *int) {
	return 1, 2, 3, 4, 5, nil
}

func sixth(p *int) (a, b, c, d, e int, f *int) {
	return 1, 2, 3, 4, 5, p
}

func nonConstant(n int) int {
	return len(make([]int, n))
}

func propagated() int {
	n := 5
	sink = n
	return len(make([]string, n))
}

func orphan() int {
	f := func(p *int) int { return *p }
	x := 1
	return f(&x)
}

func recursive(n int) int {
	if n <= 1 {
		return 1
	}
	return n * recursive(n-1)
}

func grow(s []int) []int { return append(s, len(s)) }

func copied(k int) int {
	return makeAdder(k)(1) + makeAdder(k+1)(2)
}

func makeAdder(k int) func(int) int {
	return func(x int) int { return x + k }
}

type speaker interface{ speak() string }

type dog struct{ name string }

func (d *dog) speak() string { return d.name }

func devirtualized(again bool) string {
	var s speaker
	s = &dog{"rex"}
	if again {
		s = &dog{"max"}
	}
	return s.speak()
}
