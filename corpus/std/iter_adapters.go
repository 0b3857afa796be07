// Iterators over slices and maps, adapted, collected and pulled (1.23).
package p

import (
	"iter"
	"maps"
	"slices"
)

func mapped[T, U any](seq iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for v := range seq {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func take[T any](seq iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range seq {
			if n--; n < 0 || !yield(v) {
				return
			}
		}
	}
}

func doubled(xs []int) []int {
	return slices.Collect(mapped(slices.Values(xs), func(x int) int { return 2 * x }))
}

func names(m map[string]int) []string {
	return slices.SortedFunc(take(maps.Keys(m), 3), func(a, b string) int { return len(a) - len(b) })
}

func zip(a, b []int) (out [][2]int) {
	next, stop := iter.Pull(slices.Values(b))
	defer stop()
	for x := range slices.Values(a) {
		y, ok := next()
		if !ok {
			break
		}
		out = append(out, [2]int{x, y})
	}
	return
}

func chunks(xs []int) (n int) {
	for c := range slices.Chunk(xs, 2) {
		n += len(c)
	}
	for i, v := range slices.All(xs) {
		n += i * v
	}
	return
}
