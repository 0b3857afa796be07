// Belief: a loop variable's address is fine. Not when it outlives the iteration.
package p

func withinIteration(n int) (sum int) {
	for i := 0; i < n; i++ {
		x := i * i
		p := &x
		sum += *p
	}
	return
}

func lastOne(n int) int {
	var last *int
	for i := 0; i < n; i++ {
		x := i
		last = &x
	}
	return *last
}

func loopVariable(n int) int {
	var last *int
	for i := 0; i < n; i++ {
		last = &i
	}
	return *last
}

func rangeVariable(xs []int) (ps []*int) {
	for _, x := range xs {
		ps = append(ps, &x)
	}
	return
}

func rangeLocal(xs []int) int {
	best := &xs[0]
	for i, x := range xs {
		if x > *best {
			best = &xs[i]
		}
	}
	return *best
}

func rangeCopy(xs []int) int {
	var best *int
	for _, x := range xs {
		if best == nil || x > *best {
			best = &x
		}
	}
	return *best
}

func literals(n int) *int {
	var head *int
	for i := 0; i < n; i++ {
		head = new(int)
		*head = i
	}
	return head
}

func newInLoop(n int) (sum int) {
	var p *int
	for i := 0; i < n; i++ {
		p = new(int)
		q := new(int)
		*q = i
		sum += *p + *q
	}
	return
}

func funcs(n int) (fs []func() int) {
	for i := 0; i < n; i++ {
		fs = append(fs, func() int { return i })
	}
	return
}

func backwards(n int) int {
	var p *int
again:
	x := n
	if p == nil {
		p = &x
	}
	n--
	if n > 0 {
		goto again
	}
	return *p
}
