// A type declared in a generic function differs from instance to instance.
package p

func deeper[T any](n int) {
	type inner struct{ next *inner }
	if n > 0 {
		deeper[inner](n - 1)
	}
}

func same[A, B any]() { same[B, A]() }
