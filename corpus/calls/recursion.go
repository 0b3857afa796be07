// Recursive functions: parameters that go round, come back as results, or leak somewhere in the cycle.
package p

type tree struct {
	l, r *tree
	key  int
	data *int
}

var keep *tree

func height(t *tree) int {
	if t == nil {
		return 0
	}
	l, r := height(t.l), height(t.r)
	if l > r {
		return l + 1
	}
	return r + 1
}

func find(t *tree, k int) *tree {
	switch {
	case t == nil || t.key == k:
		return t
	case k < t.key:
		return find(t.l, k)
	}
	return find(t.r, k)
}

func insert(t *tree, k int, d *int) *tree {
	if t == nil {
		return &tree{key: k, data: d}
	}
	if k < t.key {
		t.l = insert(t.l, k, d)
	} else {
		t.r = insert(t.r, k, d)
	}
	return t
}

func rotate(a, b, c *int, n int) *int {
	if n == 0 {
		return a
	}
	return rotate(b, c, a, n-1)
}

func leakAtEnd(t *tree) {
	if t.l == nil {
		keep = t
		return
	}
	leakAtEnd(t.l)
}

func copyTree(t *tree) *tree {
	if t == nil {
		return nil
	}
	return &tree{copyTree(t.l), copyTree(t.r), t.key, t.data}
}

func localEachTime(n int, up *int) int {
	if n == 0 {
		return *up
	}
	x := n + *up
	return localEachTime(n-1, &x)
}

func ackermann(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func walk(t *tree, f func(*tree)) {
	if t != nil {
		walk(t.l, f)
		f(t)
		walk(t.r, f)
	}
}

func use() (n int) {
	var x int
	root := insert(nil, 1, &x)
	root = insert(root, 2, nil)
	walk(root, func(t *tree) { n += t.key })
	return n + height(root) + find(root, 2).key
}
