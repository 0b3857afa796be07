// Instances of instances, local types and type arguments that are functions.
package p

type pair[A, B any] struct {
	a A
	b B
}

func mk[A, B any](a A, b B) pair[A, B] { return pair[A, B]{a, b} }

type stack[T any] []T

func (s *stack[T]) push(v T) { *s = append(*s, v) }
func (s *stack[T]) pop() (v T) {
	old := *s
	v = old[len(old)-1]
	*s = old[:len(old)-1]
	return
}

type graph = map[string]stack[pair[string, int]]

func add(g graph, from, to string, w int) {
	s := g[from]
	s.push(mk(to, w))
	g[from] = s
}

func local() int {
	type point struct{ x, y int }
	var s stack[point]
	s.push(point{1, 2})
	var fs stack[func() *point]
	p := s.pop()
	fs.push(func() *point { return &p })
	return fs.pop()().x
}

func use() int {
	g := graph{}
	add(g, "a", "b", 3)
	q := mk(1, []int{2})
	return len(g) + q.a + local()
}
