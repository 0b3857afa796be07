package p

// Linked structures: lists, trees, rings, graphs built with pointers to locals
// and parameters.

type node struct {
	val         int
	left, right *node
	parent      *node
}

type ring struct {
	next, prev *ring
	data       interface{}
}

type graph struct {
	nodes map[int]*vertex
	root  *vertex
}

type vertex struct {
	id    int
	edges []*vertex
}

func insert(n *node, v int) *node {
	if n == nil {
		return &node{val: v}
	}
	if v < n.val {
		n.left = insert(n.left, v)
		n.left.parent = n
	} else {
		n.right = insert(n.right, v)
	}
	return n
}

func leftmost(n *node) *node {
	for n.left != nil {
		n = n.left
	}
	return n
}

func rotate(n *node) *node {
	l := n.left
	n.left, l.right = l.right, n
	l.parent, n.parent = n.parent, l
	return l
}

func depth(n *node) int {
	if n == nil {
		return 0
	}
	return 1 + max(depth(n.left), depth(n.right))
}

func localTree() int {
	root := node{val: 1}
	l, r := node{val: 2}, node{val: 3}
	root.left, root.right = &l, &r
	l.parent = &root
	return depth(&root)
}

func newRing(n int) *ring {
	first := new(ring)
	p := first
	for i := 1; i < n; i++ {
		p.next = &ring{prev: p, data: i}
		p = p.next
	}
	p.next, first.prev = first, p
	return first
}

func (r *ring) unlink() *ring {
	r.prev.next = r.next
	r.next.prev = r.prev
	return r
}

func selfLoop() int {
	var r ring
	r.next = &r
	r.prev = r.next
	if r.next == &r {
		return 1
	}
	return 0
}

func (g *graph) add(id int, to ...*vertex) *vertex {
	v := &vertex{id: id, edges: to}
	if g.nodes == nil {
		g.nodes = make(map[int]*vertex)
	}
	g.nodes[id] = v
	return v
}

func build() *vertex {
	var g graph
	a := g.add(1)
	b := g.add(2, a)
	g.root = g.add(3, a, b)
	return g.root
}

func reverse(n *node) (r *node) {
	for n != nil {
		n, n.right, r = n.right, r, n
	}
	return r
}
