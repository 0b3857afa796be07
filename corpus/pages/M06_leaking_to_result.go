// Parameters that are returned: themselves, and what they point to.
package p

type node struct {
	next  *node
	value int
}

//go:noinline
func same(n *node) *node { return n }

//go:noinline
func next(n *node) *node { return n.next }

//go:noinline
func nextNext(n *node) (second *node) { return n.next.next }

//go:noinline
func value(n *node) int { return n.value }

func demo() int {
	a := node{value: 1}
	b := node{next: &a}
	return value(same(&b)) + value(next(&b))
}
