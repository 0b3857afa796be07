// The types of sync/atomic: methods that are intrinsics, pointers, values.
package p

import (
	"sync/atomic"
)

type stats struct {
	hits, misses atomic.Int64
	on           atomic.Bool
	last         atomic.Pointer[string]
	any          atomic.Value
}

func (s *stats) hit(name string) int64 {
	s.last.Store(&name)
	if s.on.CompareAndSwap(false, true) {
		s.any.Store(name)
	}
	return s.hits.Add(1)
}

func (s *stats) name() string {
	if p := s.last.Load(); p != nil {
		return *p
	}
	v, _ := s.any.Load().(string)
	return v
}

func spin(n *uint32) {
	for !atomic.CompareAndSwapUint32(n, 0, 1) {
	}
	atomic.StoreUint32(n, 0)
}

func local() int64 {
	var s stats
	s.hit("a")
	return s.misses.Load() + s.hits.Swap(0)
}
