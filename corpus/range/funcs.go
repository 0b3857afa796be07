package p

// range over functions (go 1.23): simple iterators defined here and used with
// zero, one and two variables.

func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(s []*int) func(func(int, *int) bool) {
	return func(yield func(int, *int) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}

func twice(yield func() bool) {
	if yield() {
		yield()
	}
}

var saved *int

func total(n int) (t int) {
	for i := range upTo(n) {
		t += i
	}
	return t
}

func find(s []*int, want int) *int {
	for _, v := range pairs(s) {
		if *v == want {
			return v
		}
	}
	return nil
}

func store(s []*int) {
	for _, v := range pairs(s) {
		saved = v
	}
}

func none() (n int) {
	for range twice {
		n++
	}
	return
}

func addressed(n int) (out []*int) {
	for i := range upTo(n) {
		out = append(out, &i)
	}
	return out
}

func assigned(s []*int) *int {
	var i int
	var v *int
	for i, v = range pairs(s) {
		if i == 1 {
			break
		}
	}
	return v
}
