package p

// Labels and gotos: backward gotos make a loop (loop depth rises until the end
// of the block), forward gotos do not.

var keep *int

func backward(n int) *int {
	var p *int
again:
	x := new(int)
	p = x
	n--
	if n > 0 {
		goto again
	}
	return p
}

func backwardLocal(n int) (t int) {
	var p *int
again:
	if p != nil {
		t += *p
	}
	var y int
	p = &y
	*p = n
	n--
	if n > 0 {
		goto again
	}
	return t
}

func forward(n int) int {
	var p *int
	if n > 3 {
		goto end
	}
	n++
end:
	x := n
	p = &x
	return *p
}

func inBlock(n int) int {
	var p *int
	{
	top:
		x := n
		p = &x
		if *p > 3 {
			n--
			goto top
		}
	}
	z := 1
	q := &z
	return *p + *q
}

func unusedLabel(n int) {
	goto next
next:
	for n > 0 {
		n--
		x := n
		keep = &x
	}
}

func twoLoops(n int) (p, q *int) {
first:
	a := n
	p = &a
	if n > 10 {
		n -= 2
		goto first
	}
second:
	b := n
	q = &b
	if n > 0 {
		n--
		goto second
	}
	return
}
