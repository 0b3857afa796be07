// Pointers along branches, loops, switches, labels and gotos.
package p

type node struct {
	val  int
	next *node
}

func branches(a, b, c *int, n int) (p *int) {
	if n < 0 {
		p = a
	} else if n == 0 {
		p = b
	} else {
		q := c
		p = q
	}
	return
}

func switches(n *node, k int) *int {
	var p *int
	switch v := n.val; {
	case v < k:
		p = &n.val
		fallthrough
	case v == k:
		local := v
		if p == nil {
			p = &local
		}
	default:
		p = new(int)
	}
	return p
}

func reverse(n *node) *node {
	var prev *node
	for n != nil {
		n.next, prev, n = prev, n, n.next
	}
	return prev
}

func build(k int) (head *node) {
	for i := 0; i < k; i++ {
		head = &node{i, head}
	}
	return
}

func buildLocal(k int) int {
	var head *node
	for i := 0; i < k; i++ {
		head = &node{i, head}
	}
	return head.val
}

func onStack() int {
	a := node{val: 1}
	b := node{2, &a}
	c := &node{3, &b}
	sum := 0
	for n := c; n != nil; n = n.next {
		sum += n.val
	}
	return sum
}

func labels(grid [][]int) (at *int) {
outer:
	for i := range grid {
		for j := range grid[i] {
			switch {
			case grid[i][j] == 0:
				continue outer
			case grid[i][j] < 0:
				at = &grid[i][j]
				break outer
			}
		}
	}
	return
}

func gotos(n int) int {
	var p *int
	i := 0
top:
	if i >= n {
		goto done
	}
	{
		x := i
		p = &x
	}
	i++
	goto top
done:
	if p == nil {
		return 0
	}
	return *p
}

func blocks() int {
	var p *int
	{
		x := 1
		p = &x
	}
	return *p
}
