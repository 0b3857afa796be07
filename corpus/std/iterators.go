// Iterators over the standard library's collections, and functions that take and return them.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"unique"
)

type point struct{ x, y int }

type node struct {
	next *node
	name string
}

type big struct{ a [40]*node }

type table map[string]*node

type myErr struct{ code *int }

func clones(a []point, b []*node, t table) ([]point, []*node, table) {
	x := slices.Clone(a)
	y := slices.Clone(b)
	z := maps.Clone(t)
	y = append(y, &node{name: "new"})
	return x, y, z
}

func keys(t table) []string {
	ks := slices.Collect(maps.Keys(t))
	for k, v := range maps.All(t) {
		_ = k
		fmt.Println(v)
	}
	for i, v := range slices.Backward(ks) {
		fmt.Println(i, v)
	}
	vs := slices.SortedFunc(maps.Values(t), func(a, b *node) int { return cmp.Compare(a.name, b.name) })
	_ = vs
	for c := range slices.Chunk(ks, 2) {
		fmt.Println(c)
	}
	return slices.Sorted(maps.Keys(t))
}

func pull(seq iter.Seq[*node]) *node {
	next, stop := iter.Pull(seq)
	defer stop()
	n, ok := next()
	if !ok {
		return nil
	}
	return n
}

func pull2(m map[point]big) {
	next, stop := iter.Pull2(maps.All(m))
	defer stop()
	k, v, ok := next()
	fmt.Println(k, v, ok)
}

func uniq(s string, n node) unique.Handle[string] {
	h := unique.Make(s)
	g := unique.Make(point{1, 2})
	fmt.Println(g.Value(), h.Value())
	return h
}

var lookup = maps.Keys[table, string, *node]

func funcs(fs []func(*int), ch []chan *int, is []any) {
	x := 1
	slices.Reverse(fs)
	fs = slices.DeleteFunc(fs, func(f func(*int)) bool { f(&x); return false })
	_ = slices.IndexFunc(ch, func(c chan *int) bool { c <- &x; return true })
	is = slices.AppendSeq(is, slices.Values([]any{1, "x", &x}))
	maps.DeleteFunc(map[any]any{1: 2}, func(k, v any) bool { return k == v })
	_ = is
}

func as(err error) *int {
	var e myErr
	if errors.As(err, &e) {
		return e.code
	}
	return nil
}

func lits() [][]*node {
	return slices.Repeat([][]*node{{&node{}}}, 3)
}

func equal(a, b []big, m, o map[string][]int) bool {
	return slices.EqualFunc(a, b, func(x, y big) bool { return x.a[0] == y.a[0] }) && maps.EqualFunc(m, o, func(x, y []int) bool { return slices.Equal(x, y) })
}

func main() {}
