// What an inlined call would cost.
package p

func add(a, b int) int { return a + b }

type counter struct{ n int }

func (c *counter) next() int {
	c.n++
	return c.n
}

func literal() func() int {
	return func() int { return 1 }
}
