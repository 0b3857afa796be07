// Functions and types that would need instances without end.
package p

type pair[A, B any] struct {
	a A
	b B
}

// Each call wraps the argument once more.
func wrap[T any](x T, n int) any {
	if n == 0 {
		return x
	}
	return wrap(pair[T, int]{a: x}, n-1)
}

func start() { wrap("s", 3) }
