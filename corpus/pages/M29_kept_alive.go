//go:build go1.24

// A benchmark with b.Loop: what its body computes is not thrown away.
package p

import "testing"

func add(a, b int) int { return a + b }

func BenchmarkAdd(b *testing.B) {
	x := 1
	for b.Loop() {
		add(x, 2)
		x = add(x, 3)
	}
}
