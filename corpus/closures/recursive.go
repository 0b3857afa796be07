// Recursive literals: the variable that holds the literal is captured by it.
package p

type node struct {
	kids []*node
	val  int
}

func fib(n int) int {
	var f func(int) int
	f = func(n int) int {
		if n < 2 {
			return n
		}
		return f(n-1) + f(n-2)
	}
	return f(n)
}

func depth(root *node) int {
	var rec func(*node) int
	rec = func(n *node) int {
		d := 0
		for _, k := range n.kids {
			if kd := rec(k); kd > d {
				d = kd
			}
		}
		return d + 1
	}
	return rec(root)
}

func collect(root *node) []*node {
	var out []*node
	var visit func(*node)
	visit = func(n *node) {
		out = append(out, n)
		for _, k := range n.kids {
			visit(k)
		}
	}
	visit(root)
	return out
}

func mutual(n int) bool {
	var even, odd func(int) bool
	even = func(n int) bool { return n == 0 || odd(n-1) }
	odd = func(n int) bool { return n != 0 && even(n-1) }
	return even(n)
}

func returnedRecursive() func(int) int {
	var fact func(int) int
	fact = func(n int) int {
		if n == 0 {
			return 1
		}
		return n * fact(n-1)
	}
	return fact
}

func recursiveByParam(n int) int {
	type self func(self, int) int
	f := func(f self, n int) int {
		if n == 0 {
			return 0
		}
		return n + f(f, n-1)
	}
	return f(f, n)
}

func permutations(xs []int, emit func([]int)) {
	var permute func(int)
	permute = func(k int) {
		if k == len(xs) {
			emit(append([]int(nil), xs...))
			return
		}
		for i := k; i < len(xs); i++ {
			xs[k], xs[i] = xs[i], xs[k]
			permute(k + 1)
			xs[k], xs[i] = xs[i], xs[k]
		}
	}
	permute(0)
}
