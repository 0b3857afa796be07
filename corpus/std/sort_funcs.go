// Package sort with literals that capture, named functions, own collections.
package p

import (
	"sort"
)

type pair struct {
	k string
	v int
}

type by struct {
	list []pair
	less func(a, b *pair) bool
}

func (b *by) Len() int           { return len(b.list) }
func (b *by) Swap(i, j int)      { b.list[i], b.list[j] = b.list[j], b.list[i] }
func (b *by) Less(i, j int) bool { return b.less(&b.list[i], &b.list[j]) }

func ordered(m map[string]int) []pair {
	var list []pair
	for k, v := range m {
		list = append(list, pair{k, v})
	}
	sort.Sort(&by{list, func(a, b *pair) bool { return a.v < b.v }})
	sort.Slice(list, func(i, j int) bool { return list[i].k < list[j].k })
	return list
}

func has(list []pair, k string) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].k >= k })
	return i < len(list) && list[i].k == k
}

func keys(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func desc(xs []float64) { sort.Sort(sort.Reverse(sort.Float64Slice(xs))) }
