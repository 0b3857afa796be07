package p

// A few wrong calls in one function, others are fine.

func take(a int, b *string) *string { return b }

func pair() (int, *string) { return 0, nil }

func ok1(s *string) *string { return take(1, s) }

func bad(s *string) *string {
	take(1)
	take(1, s, 2)
	r := take(s, 1)
	return r
}

func ok2() *string { return take(pair()) }
