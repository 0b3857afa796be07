package p

// Nested range over functions with labelled break and continue, returns out of
// inner loops, closures and defer inside the bodies.

type seq func(yield func(int) bool)
type seqPtr func(yield func(*int) bool)

func each(xs ...int) seq {
	return func(yield func(int) bool) {
		for _, x := range xs {
			if !yield(x) {
				break
			}
		}
	}
}

func eachPtr(xs []int) seqPtr {
	return func(yield func(*int) bool) {
		for i := range xs {
			if !yield(&xs[i]) {
				return
			}
		}
	}
}

func product(limit int) (n int) {
outer:
	for a := range each(1, 2, 3) {
		for b := range each(4, 5) {
			if a*b > limit {
				break outer
			}
			if b == a {
				continue outer
			}
			n += a * b
		}
	}
	return n
}

func search(xs, ys []int) *int {
	for p := range eachPtr(xs) {
		for q := range eachPtr(ys) {
			if *p == *q {
				return q
			}
		}
	}
	return nil
}

func collect(xs []int) []func() int {
	var fs []func() int
	for p := range eachPtr(xs) {
		fs = append(fs, func() int { return *p })
	}
	return fs
}

func deferred(xs []int) (t int) {
	for p := range eachPtr(xs) {
		defer func() { t += *p }()
	}
	return 1
}

func mixed(s seq, m map[int]*int) *int {
	for i := range s {
		if v, ok := m[i]; ok {
			return v
		}
		for j := range i {
			if j > 2 {
				return m[j]
			}
		}
	}
	return nil
}

func escapeByGoto(s seq) int {
	x := 0
	for i := range s {
		if i > 7 {
			goto done
		}
		x = i
	}
done:
	return x
}
