// defer of function literals: once per call it stays on the stack, in loops it cannot.
package p

var log []string

func closeAll(names []string) (err error) {
	for _, n := range names {
		defer func() {
			log = append(log, n)
		}()
	}
	return nil
}

func measure(what string) (n int) {
	start := len(log)
	defer func() {
		n = len(log) - start
		log = append(log, what)
	}()
	log = append(log, "start")
	return
}

func conditional(c bool) {
	if c {
		defer func() { log = nil }()
	}
	switch {
	case !c:
		x := 1
		defer func() { println(x) }()
	}
}

func withArgs(x int, s []int) {
	defer func(y int, t []int) {
		println(y, len(t))
	}(x, s)
	x++
}

func inForever() {
	for {
		x := len(log)
		defer func() { println(x) }()
		if x > 3 {
			return
		}
		log = append(log, "")
	}
}

func afterLabel(n int) {
loop:
	n--
	defer func() { println(n) }()
	if n > 0 {
		goto loop
	}
}

func variable(x *int) {
	f := func() { *x = 0 }
	defer f()
	*x = 1
}

func nested() {
	defer func() {
		defer func() { log = append(log, "inner") }()
		log = append(log, "outer")
	}()
}

func returned(p *int) *int {
	defer func() { p = nil }()
	return p
}
