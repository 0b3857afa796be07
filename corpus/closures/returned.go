// Literals returned: alone, several at once, in a struct, a map, a slice, by a named result.
package p

type ops struct {
	add, sub func(int) int
	state    *int
}

func newOps(v int) ops {
	return ops{
		add:   func(x int) int { v += x; return v },
		sub:   func(x int) int { v -= x; return v },
		state: &v,
	}
}

func table(k int) map[string]func(int) int {
	return map[string]func(int) int{
		"mul": func(x int) int { return x * k },
		"neg": func(x int) int { return -x },
	}
}

func steps(msg string) []func() string {
	return []func() string{
		func() string { return msg },
		func() string { return msg + "!" },
		func() string { return "done" },
	}
}

func named(k int) (f func() int, g func() int) {
	f = func() int { return k }
	g = f
	return
}

func compose(f, g func(int) int) func(int) int {
	return func(x int) int { return f(g(x)) }
}

func identity() func(*int) *int {
	return func(p *int) *int { return p }
}

func memo(f func(int) int) func(int) int {
	cache := map[int]int{}
	return func(x int) int {
		if v, ok := cache[x]; ok {
			return v
		}
		v := f(x)
		cache[x] = v
		return v
	}
}

func use() int {
	o := newOps(1)
	o.add(2)
	f := compose(func(x int) int { return x + 1 }, func(x int) int { return x * 2 })
	g := memo(f)
	x := 4
	return g(o.sub(1)) + *identity()(&x) + *o.state
}

func conditional(neg bool) func(int) int {
	if neg {
		return func(x int) int { return -x }
	}
	return nil
}
