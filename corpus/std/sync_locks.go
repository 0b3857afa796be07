// Locks and what defer of their methods costs; embedded, by pointer, in a map.
package p

import (
	"sync"
)

type table struct {
	sync.Mutex
	m map[string]*row
}

type row struct {
	mu sync.RWMutex
	n  int
}

func (t *table) row(k string) *row {
	t.Lock()
	defer t.Unlock()
	r, ok := t.m[k]
	if !ok {
		r = &row{}
		t.m[k] = r
	}
	return r
}

func (r *row) get() int {
	r.mu.RLock()
	n := r.n
	r.mu.RUnlock()
	return n
}

func (r *row) try() bool {
	if !r.mu.TryLock() {
		return false
	}
	defer r.mu.Unlock()
	r.n++
	return true
}

func do(l sync.Locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}

func use() (n int) {
	var mu sync.Mutex
	do(&mu, func() { n++ })
	t := table{m: map[string]*row{}}
	do(t.row("a").mu.RLocker(), func() { n += t.row("a").get() })
	return
}
