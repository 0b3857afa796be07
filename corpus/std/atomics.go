// Generic types of the standard library, embedded and alone.
package main

import (
	"sync"
	"sync/atomic"
)

type point struct{ x, y int }

type node struct {
	next *node
	name string
}

type big struct{ a [40]*node }

type holder struct {
	atomic.Pointer[node]
	once  sync.Once
	names sync.Map
}

type wrap[T any] struct{ v T }

type kv[K comparable, V any] struct {
	k K
	v V
}

func (k kv[K, V]) String() string { return "" }

func atomics(h *holder) *node {
	n := &node{}
	h.Store(n)
	var p atomic.Pointer[big]
	b := new(big)
	p.Store(b)
	old := h.Swap(&node{name: "s"})
	p.CompareAndSwap(b, &big{})
	h.names.Store("a", n)
	v, _ := h.names.Load("a")
	_ = v
	return old
}

func once() func() *node {
	f := sync.OnceValue(func() *node { return &node{} })
	g := sync.OnceValues(func() (*node, error) { return f(), nil })
	_, _ = g()
	return f
}

func main() {}
