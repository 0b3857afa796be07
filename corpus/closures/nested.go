// Literals in literals: a variable is captured through each level; names of literals count along the way.
package p

type tree struct {
	left, right *tree
	val         int
}

func walk(t *tree, f func(int)) {
	if t != nil {
		walk(t.left, f)
		f(t.val)
		walk(t.right, f)
	}
}

func sumAbove(t *tree, limit int) (sum int) {
	walk(t, func(v int) {
		check := func() bool { return v > limit }
		if check() {
			sum += v
		}
	})
	return
}

func curry(a int) func(int) func(int) int {
	return func(b int) func(int) int {
		return func(c int) int { return a*100 + b*10 + c }
	}
}

func curryShared() func() func() int {
	n := 0
	return func() func() int {
		m := n
		n++
		return func() int {
			m++
			return n + m
		}
	}
}

func deep(p *int) func() func() func() *int {
	return func() func() func() *int {
		return func() func() *int {
			return func() *int { return p }
		}
	}
}

func siblings() (get func() int, set func(int), reset func()) {
	v := 0
	get = func() int { return v }
	set = func(x int) {
		v = x
		reset = func() { v = 0 }
	}
	set(1)
	return
}

func local(n int) int {
	outer := func(k int) int {
		inner := func(j int) int { return n + k + j }
		return inner(k) * inner(n)
	}
	return outer(1) + outer(2)
}

func useCurry() int { return curry(1)(2)(3) }
