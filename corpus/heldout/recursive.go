// Recursion, direct and mutual, through closures and generics, with small helpers in between.
package p

type expr interface{ eval(env map[string]int) int }

type (
	num int
	ref string
	bin struct {
		op   byte
		l, r expr
	}
	let struct {
		name string
		v    expr
		body expr
	}
)

func (n num) eval(map[string]int) int     { return int(n) }
func (r ref) eval(env map[string]int) int { return env[string(r)] }
func (b *bin) eval(env map[string]int) int {
	l, r := b.l.eval(env), b.r.eval(env)
	switch b.op {
	case '+':
		return l + r
	case '*':
		return l * r
	}
	return 0
}
func (l let) eval(env map[string]int) int {
	inner := map[string]int{}
	for k, v := range env {
		inner[k] = v
	}
	inner[l.name] = l.v.eval(env)
	return l.body.eval(inner)
}

func add(l, r expr) expr { return &bin{'+', l, r} }
func mul(l, r expr) expr { return &bin{'*', l, r} }

func value() int {
	return let{"x", num(2), add(ref("x"), mul(num(3), ref("x")))}.eval(nil)
}

func fact(n int) int {
	if n < 2 {
		return 1
	}
	return n * fact(n-1)
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func walk[T any](xs []T, f func(T)) {
	if len(xs) == 0 {
		return
	}
	f(xs[0])
	walk(xs[1:], f)
}

func fib() func(int) int {
	memo := map[int]int{}
	var f func(int) int
	f = func(n int) int {
		if n < 2 {
			return n
		}
		if v, ok := memo[n]; ok {
			return v
		}
		memo[n] = f(n-1) + f(n-2)
		return memo[n]
	}
	return f
}

func use() int {
	sum := 0
	walk([]int{1, 2, 3}, func(x int) { sum += x })
	if even(10) {
		sum += fact(5)
	}
	return sum + fib()(9) + value()
}
