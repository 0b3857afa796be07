// Own iterators and those of the library (1.23).
package p

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

type tree[K any] struct {
	left, right *tree[K]
	key         K
}

func (t *tree[K]) all() iter.Seq[K] {
	return func(yield func(K) bool) { t.push(yield) }
}

func (t *tree[K]) push(yield func(K) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.key) && t.right.push(yield)
}

func filter[T any](seq iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func count(n int) iter.Seq2[int, *int] {
	return func(yield func(int, *int) bool) {
		for i := range n {
			if !yield(i, &i) {
				return
			}
		}
	}
}

func sum(t *tree[int]) (n int) {
	for k := range filter(t.all(), func(k int) bool { return k%2 == 0 }) {
		n += k
	}
	for i, p := range count(3) {
		if i > 1 {
			break
		}
		n += *p
	}
	return n
}

func keys(m map[string]int) []string {
	return slices.Sorted(maps.Keys(m))
}

func first(m map[string]int) (string, bool) {
	next, stop := iter.Pull(maps.Keys(m))
	defer stop()
	return next()
}

func collect(xs []string) string {
	var b strings.Builder
	for i, x := range slices.Backward(xs) {
		if i == 0 {
			continue
		}
		b.WriteString(x)
	}
	return b.String()
}
