// Editing with package slices: what grows, what is cleared, what is shared.
package p

import (
	"slices"
)

type item struct{ p *int }

func insert(xs []item, p *int) []item { return slices.Insert(xs, 0, item{p}) }

func replace(xs []int) []int { return slices.Replace(xs, 0, 1, 4, 5, 6) }

func drop(xs []*int, p *int) []*int {
	return slices.DeleteFunc(xs, func(q *int) bool { return p == q })
}

func dedupe(xs []string) []string { return slices.Clip(slices.Compact(xs)) }

func same(a, b []item) bool { return slices.Equal(a, b) && slices.Index(a, b[0]) == 0 }

func clone(xs [][]byte) [][]byte {
	out := slices.Clone(xs)
	for i := range out {
		out[i] = slices.Clone(out[i])
	}
	return out
}

func local() int {
	xs := []int{3, 1, 2}
	xs = slices.Grow(xs, 1)
	slices.Reverse(xs)
	return xs[0]
}
