// Once, OnceFunc, OnceValues and Map.
package p

import (
	"sync"
)

var (
	once sync.Once
	conf *string
)

func config() *string {
	once.Do(func() {
		s := "x"
		conf = &s
	})
	return conf
}

var load = sync.OnceValues(func() (int, error) { return 1, nil })

func lazy() int {
	f := sync.OnceFunc(func() { println("once") })
	f()
	n, _ := load()
	return n
}

func cached(m *sync.Map, k string) int {
	if v, ok := m.Load(k); ok {
		return v.(int)
	}
	v, _ := m.LoadOrStore(k, len(k))
	m.Range(func(k, v any) bool { return k != v })
	return v.(int)
}
