// Package maps: clones, copies, deletions, comparisons.
package p

import (
	"maps"
)

type key struct{ a, b int }

func copied(m map[key]*int) map[key]*int {
	c := maps.Clone(m)
	maps.DeleteFunc(c, func(k key, v *int) bool { return v == nil || k.a == *v })
	return c
}

func merged(ms ...map[string]int) map[string]int {
	out := map[string]int{}
	for _, m := range ms {
		maps.Copy(out, m)
	}
	return out
}

func same(a, b map[string][]int) bool {
	return maps.EqualFunc(a, b, func(x, y []int) bool { return len(x) == len(y) })
}

func local(k key) bool {
	m := map[key]int{k: 1}
	return maps.Equal(m, map[key]int{{1, 2}: 1})
}
