// Sorting and searching with package slices: basic types, structs, pointers.
package p

import (
	"cmp"
	"slices"
	"strings"
)

type user struct {
	name string
	age  int
}

func byName(us []*user) {
	slices.SortFunc(us, func(a, b *user) int { return strings.Compare(a.name, b.name) })
}

func byBoth(us []user) {
	slices.SortStableFunc(us, func(a, b user) int {
		if c := cmp.Compare(a.age, b.age); c != 0 {
			return c
		}
		return cmp.Compare(a.name, b.name)
	})
}

func basic(a []int, b []string, c []float64) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.IsSorted(c)
}

func find(us []user, name string) (int, bool) {
	return slices.BinarySearchFunc(us, name, func(u user, n string) int { return cmp.Compare(u.name, n) })
}

func oldest(us []user) user {
	return slices.MaxFunc(us, func(a, b user) int { return a.age - b.age })
}
