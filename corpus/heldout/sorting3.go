// Package sort in all its ways; heaps.
package p

import (
	"container/heap"
	"sort"
)

type job struct {
	prio int
	name string
}

type queue []*job

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].prio < q[j].prio }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*job)) }
func (q *queue) Pop() any {
	old := *q
	j := old[len(old)-1]
	*q = old[:len(old)-1]
	return j
}

func schedule(names []string) (order []string) {
	q := &queue{}
	for i, n := range names {
		heap.Push(q, &job{len(n) - i, n})
	}
	heap.Init(q)
	for q.Len() > 0 {
		order = append(order, heap.Pop(q).(*job).name)
	}
	return order
}

func byLen(xs []string) {
	sort.Slice(xs, func(i, j int) bool { return len(xs[i]) < len(xs[j]) })
	sort.SliceStable(xs, func(i, j int) bool { return xs[i] < xs[j] })
	sort.Strings(xs)
}

func position(xs []int, x int) int {
	return sort.Search(len(xs), func(i int) bool { return xs[i] >= x }) + sort.SearchInts(xs, x)
}

func reversed(xs []int) { sort.Sort(sort.Reverse(sort.IntSlice(xs))) }

type keyed struct {
	sort.Interface
	keys map[int]int
}

func (k keyed) Less(i, j int) bool { return k.keys[i] < k.keys[j] }

func sortKeyed(xs []int) bool {
	k := keyed{sort.IntSlice(xs), map[int]int{}}
	sort.Stable(k)
	return sort.IsSorted(k)
}
