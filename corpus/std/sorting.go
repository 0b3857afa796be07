// Instances of the functions of slices and cmp, for many kinds of type arguments.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type point struct{ x, y int }

type node struct {
	next *node
	name string
}

type big struct{ a [40]*node }

type names []string

type byName []node

type kv[K comparable, V any] struct {
	k K
	v V
}

func (k kv[K, V]) String() string { return "" }

func sortAll(a []node, b []*node, c []big, d []fmt.Stringer, e names, f byName) {
	slices.SortFunc(a, func(x, y node) int { return cmp.Compare(x.name, y.name) })
	slices.SortFunc(b, func(x, y *node) int { return strings.Compare(x.name, y.name) })
	slices.SortStableFunc(c, func(x, y big) int { return 0 })
	slices.SortFunc(d, func(x, y fmt.Stringer) int { return cmp.Compare(x.String(), y.String()) })
	slices.Sort(e)
	sort.Slice(f, func(i, j int) bool { return f[i].name < f[j].name })
	slices.SortFunc(f, func(x, y node) int { return 0 })
}

func indexes(a []point, b []*node, c []string, s fmt.Stringer, d []fmt.Stringer) (int, bool) {
	p := point{1, 2}
	n := &node{}
	i := slices.Index(a, p)
	j := slices.Index(b, n)
	k := slices.Contains(c, "x")
	l := slices.Index(d, s)
	q := slices.IndexFunc(b, func(m *node) bool { return m == n })
	return i + j + l + q, k
}

func inserts(b []*node, n *node) []*node {
	b = slices.Insert(b, 0, n, &node{})
	b = slices.Replace(b, 0, 1, &node{name: "r"})
	b = slices.Delete(b, 0, 1)
	b = slices.Grow(b, 10)
	b = slices.Concat(b, []*node{n})
	return slices.Compact(b)
}

func min3(a, b string, n []float64) string {
	_ = slices.Max(n)
	m := slices.MinFunc(n, func(x, y float64) int { return cmp.Compare(x, y) })
	fmt.Println(m)
	return cmp.Or(a, b, "z")
}

func binary(a []node, b []string) int {
	i, _ := slices.BinarySearchFunc(a, "x", func(n node, s string) int { return cmp.Compare(n.name, s) })
	j, _ := slices.BinarySearch(b, "y")
	return i + j
}

var sorter = slices.SortFunc[[]*node, *node]

func main() {}
