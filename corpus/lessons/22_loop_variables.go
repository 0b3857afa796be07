// A variable declared in a loop is new in each iteration. A pointer that survives the iteration moves it to the heap.
package p

func largest(xs []int) int {
	best := new(int) // ?
	for _, x := range xs {
		y := x // ?
		if y > *best {
			best = &y
		}
	}
	return *best
}

func sum(xs []int) int {
	total := 0
	for _, x := range xs {
		p := new(int) // ?
		*p = x
		total += *p
	}
	return total
}

func counters() (out []*int) {
	for i := 0; i < 3; i++ { // ?
		out = append(out, &i)
	}
	return out
}
