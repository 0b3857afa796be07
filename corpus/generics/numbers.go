// Sums, maxima, conversions over type sets.
package p

type integer interface {
	~int | ~int8 | ~uint16 | ~int64
}
type float interface{ ~float32 | ~float64 }
type number interface{ integer | float }

func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func convert[T, U number](x T) U { return U(x) }

func abs[T number](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

func mapTo[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}

type celsius float64

func use() float64 {
	xs := mapTo([]int{1, 2}, convert[int, celsius])
	n := reduce(xs, 0.0, func(a float64, c celsius) float64 { return a + float64(abs(c)) })
	return n + float64(sum[int8](1, 2)) + sum(1.5)
}
