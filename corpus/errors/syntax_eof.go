package p

// The file ends inside a comment.

func f(p *int) *int { return p }

/* never closed

func g() {}
