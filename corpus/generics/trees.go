// A generic tree with comparison functions, recursion and iterators as functions.
package p

type tree[K, V any] struct {
	root *node[K, V]
	cmp  func(a, b K) int
}

type node[K, V any] struct {
	k    K
	v    V
	l, r *node[K, V]
}

func newTree[K, V any](cmp func(a, b K) int) *tree[K, V] { return &tree[K, V]{cmp: cmp} }

func (t *tree[K, V]) find(k K) **node[K, V] {
	p := &t.root
	for *p != nil {
		switch c := t.cmp(k, (*p).k); {
		case c < 0:
			p = &(*p).l
		case c > 0:
			p = &(*p).r
		default:
			return p
		}
	}
	return p
}

func (t *tree[K, V]) put(k K, v V) bool {
	p := t.find(k)
	if *p != nil {
		(*p).v = v
		return false
	}
	*p = &node[K, V]{k: k, v: v}
	return true
}

func (n *node[K, V]) each(f func(K, V)) {
	if n != nil {
		n.l.each(f)
		f(n.k, n.v)
		n.r.each(f)
	}
}

func (t *tree[K, V]) keys() (ks []K) {
	t.root.each(func(k K, _ V) { ks = append(ks, k) })
	return
}

func ints(a, b int) int { return a - b }

func use() []int {
	t := newTree[int, string](ints)
	t.put(1, "a")
	t.put(2, "b")
	return t.keys()
}
