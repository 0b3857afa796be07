// Package slices and maps with own types and comparisons.
package p

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}

func byAge(a, b person) int { return cmp.Compare(a.age, b.age) }

func sorted(people []person) []person {
	out := slices.Clone(people)
	slices.SortFunc(out, byAge)
	slices.SortStableFunc(out, func(a, b person) int { return strings.Compare(a.name, b.name) })
	return out
}

func find(people []person, name string) (*person, bool) {
	i := slices.IndexFunc(people, func(p person) bool { return p.name == name })
	if i < 0 {
		return nil, false
	}
	return &people[i], true
}

func search(xs []int, x int) bool {
	_, ok := slices.BinarySearch(xs, x)
	return ok || slices.Contains(xs, -x)
}

func edit(xs []int) []int {
	xs = slices.Insert(xs, 1, 7, 8)
	xs = slices.Delete(xs, 0, 1)
	slices.Reverse(xs)
	xs = slices.Compact(xs)
	return slices.Grow(xs, 3)
}

func merge(a, b map[string][]int) map[string][]int {
	m := maps.Clone(a)
	maps.Copy(m, b)
	maps.DeleteFunc(m, func(k string, v []int) bool { return len(v) == 0 })
	return m
}

func same(a, b map[string]int) bool { return maps.Equal(a, b) }

func extremes(xs []float64) (float64, float64) { return slices.Min(xs), slices.Max(xs) }

func equal(a, b [][]int) bool {
	return slices.EqualFunc(a, b, func(x, y []int) bool { return slices.Equal(x, y) })
}
