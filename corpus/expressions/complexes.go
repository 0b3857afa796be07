package p

// Complex numbers, min/max, map of functions, index of calls, quoting of
// builtins inside other expressions.

var sink interface{}

func parts(c complex128, d complex64) {
	sink = real(c)
	sink = imag(c) + 1
	sink = -real(c)
	sink = c * complex(1, 2)
	sink = complex(real(c), imag(c)) + c
	sink = d == 1+2i
	sink = complex128(d) / c
}

func minmax(a, b int, p []int, s, t string) {
	sink = min(a, b, 3)
	sink = max(a, b) + 1
	sink = -min(a, b)
	sink = p[max(a, 0)]
	sink = min(s, t)
	sink = max(s+t, "x") + s
}

func mapFuncs(m map[string]func(*int) *int, p *int) *int {
	sink = m["a"](p)
	sink = len(m)
	if f, ok := m["b"]; ok {
		return f(p)
	}
	m["c"] = func(q *int) *int { return q }
	return m["c"](m["d"](p))
}

func funcSlices(fs [](func() []func() int)) {
	sink = fs[0]()[1]()
	for _, f := range fs {
		sink = f()
		defer f()
	}
}

func literals(i int, k string) {
	sink = []int{i, 2}[i]
	sink = map[string]int{k: i}[k]
	sink = struct{ a, b int }{i, 2}.a
	sink = (&struct{ a *int }{&i}).a
	sink = make(map[string]int)[k]
	sink = len([]int{1, 2, 3}) + len(map[int]int{})
	sink = [...]string{2: k}
	sink = &[]int{i}
	sink = *new(int) + i
	sink = (*new([]int))[i]
	sink = func() []int { return nil }()[i:]
}

func recvs(c chan []int, cc chan struct{ s []int }) {
	sink = (<-c)[0]
	sink = (<-c)[1:]
	sink = (<-cc).s
	sink = len(<-c)
	sink = append(<-c, 1)
	make(chan int, 1) <- 2
}

func strs(s string, b []byte, r rune) {
	sink = string(b) + s
	sink = string(r) + string(b[1:]) + "c"
	sink = s + (s + s) + s
	sink = len(s + s)
	sink = []byte(s + "x")[0]
	sink = s[1:] + s[:2]
	sink = s[0] + 'a'
	sink = string(append(b, s...))
}
