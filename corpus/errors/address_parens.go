package p

// Messages quote an operand of & without its parentheses, any other expression as it was written.

type pair struct{ x int }

func quoted(p **int, q *pair) {
	var _ string = &(*(*p))
	var _ string = &(pair{})
	var _ string = &((q.x))
	var _ string = *(*p)
	var _ string = -(**p)
}
