// Pipelines of generic stages, fan in and out.
package p

import (
	"sync"
)

func source[T any](xs ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, x := range xs {
			c <- x
		}
	}()
	return c
}

func stage[T, U any](in <-chan T, f func(T) U) <-chan U {
	out := make(chan U, 1)
	go func() {
		for x := range in {
			out <- f(x)
		}
		close(out)
	}()
	return out
}

func join[T any](ins ...<-chan T) <-chan T {
	var wg sync.WaitGroup
	out := make(chan T)
	for _, in := range ins {
		wg.Add(1)
		go func(in <-chan T) {
			defer wg.Done()
			for x := range in {
				out <- x
			}
		}(in)
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func use() (n int) {
	a := stage(source(1, 2), func(x int) *int { return &x })
	b := stage(source("a"), func(s string) *int { n := len(s); return &n })
	for p := range join(a, b) {
		n += *p
	}
	return
}
