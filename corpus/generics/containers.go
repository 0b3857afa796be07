// Package main has generic trees, sets and iterators, and functions whose constraints have methods or types.
package main

var kept []any

func show(args ...any) { kept = append(kept, args...) }

type Num interface{ ~int | ~float64 }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) Swap() Pair2[V, K] { return Pair2[V, K]{p.Val, p.Key} }

type Pair2[A, B any] struct {
	a A
	b B
}

type Tree[K ~int | ~string, V any] struct {
	root *tnode[K, V]
	mu   lock
	ptr  slot[V]
}

type tnode[K ~int | ~string, V any] struct {
	Pair[K, V]
	l, r *tnode[K, V]
}

func (t *Tree[K, V]) Set(k K, v V) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.root = t.root.set(k, v)
	t.ptr.Store(&v)
}

func (n *tnode[K, V]) set(k K, v V) *tnode[K, V] {
	if n == nil {
		return &tnode[K, V]{Pair: Pair[K, V]{k, v}}
	}
	switch c := compare(k, n.Key); {
	case c < 0:
		n.l = n.l.set(k, v)
	case c > 0:
		n.r = n.r.set(k, v)
	default:
		n.Val = v
	}
	return n
}

func (t *Tree[K, V]) All() func(yield func(K, V) bool) {
	return func(yield func(K, V) bool) {
		t.root.walk(yield)
	}
}

func (n *tnode[K, V]) walk(yield func(K, V) bool) bool {
	return n == nil || n.l.walk(yield) && yield(n.Key, n.Val) && n.r.walk(yield)
}

func Sum[T Num](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return s
}

func Filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for i := range s {
		if keep(s[i]) {
			out = append(out, s[i])
		}
	}
	return out
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T) { s[v] = struct{}{} }

func Of[T comparable](vs ...T) Set[T] {
	s := make(Set[T], len(vs))
	for _, v := range vs {
		s.Add(v)
	}
	return s
}

type Stringish interface {
	comparable
	String() string
}

func Join[T Stringish](vs []T) string {
	f := T.String
	g := vs[0].String
	_ = g
	s := ""
	for _, v := range vs {
		s += f(v)
	}
	return s
}

type ID int

func (i ID) String() string { return string(rune(i)) }

type Ptr[T any] interface {
	*T
	Init()
}

type cfg struct{ n int }

func (c *cfg) Init() { c.n = 1 }

func Build[T any, P Ptr[T]]() *T {
	var t T
	P(&t).Init()
	return &t
}

func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	return r
}

func Apply[T any](x T, fs ...func(T) T) T {
	for _, f := range fs {
		x = f(x)
	}
	go func() { _ = x }()
	return x
}

func Local[T any](x T) any {
	type box struct{ v T }
	b := &box{x}
	return b
}

func main() {
	var t Tree[string, int]
	t.Set("a", 1)
	for k, v := range t.All() {
		show(k, v)
	}
	show(Sum(1, 2), Sum(1.5, 2))
	show(Filter([]string{"a"}, func(s string) bool { return s != "" }))
	s := Of(1, 2, 3)
	show(len(s), Join([]ID{1}), Build[cfg](), Keys(map[string]int{}))
	show(Apply(3, func(i int) int { return i }), Local("x"), Local(3))
	xs := []int{3, 1}
	show(xs)
	p := Pair[int, string]{1, "x"}
	show(p.Swap())
	f := Apply[*cfg]
	_ = f(&cfg{})
	h := Pair[int, string].Swap
	_ = h(p)
	for i := range Count(3) {
		_ = i
	}
	defer t.Set("q", 4)
	go Apply("z")
}

func Count[T Num](n T) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for i := T(0); i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func compare[T ~int | ~string](a, b T) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

type lock struct{ held bool }

func (l *lock) Lock()   { l.held = true }
func (l *lock) Unlock() { l.held = false }

type slot[T any] struct{ p *T }

func (s *slot[T]) Store(p *T) { s.p = p }
