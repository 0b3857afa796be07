// A generic cache with sync, options and callbacks.
package p

import (
	"container/list"
	"sync"
)

type entry[K comparable, V any] struct {
	key K
	val V
}

type cache[K comparable, V any] struct {
	mu    sync.Mutex
	max   int
	order *list.List
	items map[K]*list.Element
	load  func(K) (V, error)
}

type option[K comparable, V any] func(*cache[K, V])

func withMax[K comparable, V any](n int) option[K, V] {
	return func(c *cache[K, V]) { c.max = n }
}

func newCache[K comparable, V any](load func(K) (V, error), opts ...option[K, V]) *cache[K, V] {
	c := &cache[K, V]{max: 10, order: list.New(), items: make(map[K]*list.Element), load: load}
	for _, o := range opts {
		o(c)
	}
	return c
}

func (c *cache[K, V]) get(k K) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.items[k]; ok {
		c.order.MoveToFront(e)
		return e.Value.(*entry[K, V]).val, nil
	}
	v, err := c.load(k)
	if err != nil {
		var zero V
		return zero, err
	}
	c.items[k] = c.order.PushFront(&entry[K, V]{k, v})
	if c.order.Len() > c.max {
		last := c.order.Back()
		delete(c.items, c.order.Remove(last).(*entry[K, V]).key)
	}
	return v, nil
}

func strlen() (int, error) {
	c := newCache(func(s string) (int, error) { return len(s), nil }, withMax[string, int](3))
	return c.get("abc")
}

func once[T any](f func() T) func() T {
	return sync.OnceValue(f)
}

var answer = once(func() *int { n := 42; return &n })
