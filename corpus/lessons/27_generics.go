// A method of a type parameter is called as through an interface: its receiver goes to the heap.
package p

type counter struct{ n int }

func (c *counter) add(n int) { c.n += n } // ?

func addTwice[A interface{ add(int) }](a A) {
	a.add(1)
	a.add(1)
}

func generic() int {
	c := &counter{} // ?
	addTwice(c)
	return c.n
}

func direct() int {
	c := &counter{} // ?
	c.add(2)
	return c.n
}

func pick[T any](a, b T) T { return b }

func picked() int {
	c := &counter{} // ?
	return pick(c, c).n
}
