package p

// Names of function literals: several in one function, nested ones, in methods,
// in loops, in go and defer statements and as arguments.

var fs []func() *int
var each func(func(int) *int)

type obj struct{ n int }

func several() (func() *int, func() *int) {
	a, b := 1, 2
	f := func() *int { return &a }
	g := func() *int { return &b }
	h := func() *int { return nil }
	fs = append(fs, h)
	return f, g
}

func nested(n int) func() func() *int {
	return func() func() *int {
		x := n
		fs = append(fs, func() *int { return &x })
		return func() *int {
			y := x
			func() {
				fs = append(fs, func() *int { return &y })
			}()
			return func() *int { return &n }()
		}
	}
}

func (o *obj) method() {
	each(func(i int) *int {
		each(func(j int) *int { return &j })
		return &o.n
	})
	each(func(i int) *int { return &i })
}

func (o obj) value() (f func() int) {
	f = func() int { return o.n }
	if o.n > 1 {
		f = func() int { o.n++; return o.n }
	}
	return f
}

func goDefer(c chan func() *int) {
	x := 1
	defer func() { c <- func() *int { return &x } }()
	go func(n int) { c <- func() *int { return &n } }(x)
	defer goDefer(c)
	go goDefer(c)
	defer func() {
		defer println(x)
		go println(&x != nil)
	}()
}

func inLoops(n int) {
	for i := 0; i < n; i++ {
		fs = append(fs, func() *int { return &i })
		for j := 0; j < n; j++ {
			fs = append(fs, func() *int { j++; return &j })
		}
	}
}

func inExpressions(m map[string]func() int) int {
	return func() int { return 1 }() + m["a"]() + call(func() int { return 2 }, func() int { return 3 })
}

func call(fs ...func() int) (t int) {
	for _, f := range fs {
		t += f()
	}
	return t
}

func inConditions(p *int) int {
	if f := func() bool { return p != nil }; f() {
		return 1
	}
	switch g := func() int { return *p }; {
	case g() > 3:
		return 2
	}
	for h := (func() bool { return *p > 0 }); h(); {
		*p--
	}
	return 0
}

var global = func() func() *int { return func() *int { x := 0; return &x } }
