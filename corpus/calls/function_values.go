// Calls through function variables: known if a local is never reassigned (1.27: if all its values are known).
package p

func read(p *int) int   { return *p }
func twice(p *int) int  { return *p * 2 }
func leak(p *int) int   { kept = p; return 0 }
func same(p *int) *int  { return p }
func other(p *int) *int { return nil }

var (
	kept   *int
	global = read
)

func once() int {
	f := read
	x := 1
	return f(&x)
}

func chosen(c bool) int {
	f := read
	if c {
		f = twice
	}
	x := 1
	return f(&x)
}

func chosenLeaks(c bool) int {
	var f func(*int) int
	if c {
		f = leak
	} else {
		f = read
	}
	x := 1
	return f(&x)
}

func chosenWithParam(g func(*int) int) int {
	f := read
	if g != nil {
		f = g
	}
	x := 1
	return f(&x)
}

func chosenResult(c bool) int {
	f := same
	if c {
		f = other
	}
	x := 1
	if p := f(&x); p != nil {
		return *p
	}
	return 0
}

func viaGlobal() int {
	x := 1
	return global(&x)
}

func viaTable(k string) int {
	table := map[string]func(*int) int{"read": read, "twice": twice}
	x := 1
	return table[k](&x)
}

func viaArray(i int) int {
	fs := [2]func(*int) int{read, twice}
	x := 1
	return fs[i](&x)
}

func viaStruct() int {
	s := struct{ f func(*int) int }{read}
	x := 1
	return s.f(&x)
}

func viaReturn() int {
	x := 1
	return pick()(&x)
}

func pick() func(*int) int { return twice }

//go:noinline
func pickApart() func(*int) int { return twice }

func viaReturnApart() int {
	x := 1
	return pickApart()(&x)
}

func viaSwitch(op byte) int {
	var f func(*int) int
	switch op {
	case 'r':
		f = read
	case 't':
		f = twice
	case 'n':
		f = func(p *int) int { return -*p }
	}
	x := 1
	return f(&x)
}

type visit func(*int)

func viaNamed(v visit) {
	x := 1
	v(&x)
	visit(func(p *int) { *p = 2 })(&x)
}
