// Of several syntax errors on a line the one found first is told.
package p

func params(a, b int, c, func() string, 1 d)

type generic[P, Q func(), ~] struct{}

func f[P, Q, func() any](P) {}

func more(a, *b) {}
