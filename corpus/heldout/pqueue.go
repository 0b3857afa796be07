// A binary heap behind an interface, used for Dijkstra over a small graph.
package p

type Heap interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
	Push(x any)
	Pop() any
}

func up(h Heap, j int) {
	for {
		i := (j - 1) / 2
		if i == j || !h.Less(j, i) {
			break
		}
		h.Swap(i, j)
		j = i
	}
}

func down(h Heap, i0, n int) bool {
	i := i0
	for {
		j1 := 2*i + 1
		if j1 >= n || j1 < 0 {
			break
		}
		j := j1
		if j2 := j1 + 1; j2 < n && h.Less(j2, j1) {
			j = j2
		}
		if !h.Less(j, i) {
			break
		}
		h.Swap(i, j)
		i = j
	}
	return i > i0
}

func Init(h Heap) {
	n := h.Len()
	for i := n/2 - 1; i >= 0; i-- {
		down(h, i, n)
	}
}

func Push(h Heap, x any) {
	h.Push(x)
	up(h, h.Len()-1)
}

func Pop(h Heap) any {
	n := h.Len() - 1
	h.Swap(0, n)
	down(h, 0, n)
	return h.Pop()
}

func Fix(h Heap, i int) {
	if !down(h, i, h.Len()) {
		up(h, i)
	}
}

type item struct {
	node  *Node
	dist  int
	index int
}

type queue []*item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].dist < q[j].dist }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index = i
	q[j].index = j
}
func (q *queue) Push(x any) {
	it := x.(*item)
	it.index = len(*q)
	*q = append(*q, it)
}
func (q *queue) Pop() any {
	old := *q
	n := len(old)
	it := old[n-1]
	old[n-1] = nil
	*q = old[:n-1]
	return it
}

type Edge struct {
	to     *Node
	weight int
}

type Node struct {
	name  string
	edges []Edge
}

type Graph struct {
	nodes map[string]*Node
	order []*Node
}

func (g *Graph) node(name string) *Node {
	if g.nodes == nil {
		g.nodes = map[string]*Node{}
	}
	n := g.nodes[name]
	if n == nil {
		n = &Node{name: name}
		g.nodes[name] = n
		g.order = append(g.order, n)
	}
	return n
}

func (g *Graph) Connect(a, b string, w int) *Graph {
	x, y := g.node(a), g.node(b)
	x.edges = append(x.edges, Edge{y, w})
	y.edges = append(y.edges, Edge{x, w})
	return g
}

const inf = 1 << 60

func (g *Graph) Shortest(from, to string) ([]string, int) {
	items := make(map[*Node]*item, len(g.order))
	prev := make(map[*Node]*Node)
	q := make(queue, 0, 16)
	for _, n := range g.order {
		it := &item{node: n, dist: inf}
		if n.name == from {
			it.dist = 0
		}
		items[n] = it
		q = append(q, it)
		it.index = len(q) - 1
	}
	Init(&q)
	for q.Len() > 0 {
		it := Pop(&q).(*item)
		if it.dist == inf {
			break
		}
		for _, e := range it.node.edges {
			next := items[e.to]
			if d := it.dist + e.weight; d < next.dist {
				next.dist = d
				prev[e.to] = it.node
				Fix(&q, next.index)
			}
		}
	}
	var path []string
	for n := g.nodes[to]; n != nil; n = prev[n] {
		path = append([]string{n.name}, path...)
	}
	return path, items[g.nodes[to]].dist
}

type ints []int

func (s ints) Len() int           { return len(s) }
func (s ints) Less(i, j int) bool { return s[i] < s[j] }
func (s ints) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *ints) Push(x any)        { *s = append(*s, x.(int)) }
func (s *ints) Pop() any {
	v := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return v
}

func Sorted(in ...int) []int {
	h := ints(append([]int(nil), in...))
	Init(&h)
	Push(&h, 42)
	Push(&h, len(in))
	var out []int
	for h.Len() > 0 {
		out = append(out, Pop(&h).(int))
	}
	return out
}

func Demo() int {
	var g Graph
	g.Connect("a", "b", 7).Connect("a", "c", 9).Connect("b", "d", 15).Connect("c", "d", 11)
	path, d := g.Shortest("a", "d")
	for _, s := range path {
		print(s, " ")
	}
	println(d, len(Sorted(3, 1, 2)))
	return d
}
