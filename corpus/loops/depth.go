package p

// Loop depth: variables declared in a loop whose address is stored in a
// variable outside it must go to the heap; those inside one iteration need not.

type list struct {
	head *cell
	n    int
}

type cell struct {
	v    int
	next *cell
}

func outside(n int) int {
	var p *int
	for i := 0; i < n; i++ {
		x := i
		p = &x
	}
	if p == nil {
		return 0
	}
	return *p
}

func inside(n int) (t int) {
	for i := 0; i < n; i++ {
		x := i
		p := &x
		t += *p
	}
	return
}

func deeper(n int) int {
	t := 0
	for i := 0; i < n; i++ {
		var p *int
		for j := 0; j < i; j++ {
			y := j
			p = &y
		}
		if p != nil {
			t += *p
		}
	}
	return t
}

func chain(n int) int {
	var l list
	for l.n < n {
		c := &cell{v: l.n, next: l.head}
		l.head = c
		l.n++
	}
	s := 0
	for c := l.head; c != nil; c = c.next {
		s += c.v
	}
	return s
}

func headOnly() int {
	for c := (&cell{v: 3}); c != nil; c = c.next {
		return c.v
	}
	return 0
}

func conditions(n int) {
	for p := new(int); *p < n; *p++ {
		q := new(int)
		*q = *p
	}
	for *new(int) < n {
		n--
	}
}

func makes(n int) (t int) {
	var s []int
	for i := 0; i < n; i++ {
		s = make([]int, 4)
		u := make([]int, 4)
		t += len(s) + len(u)
	}
	return t
}

func literals() (t int) {
	var f func() int
	for i := 0; i < 3; i++ {
		f = func() int { return i }
		g := func() int { return t }
		t += g()
	}
	return f()
}
