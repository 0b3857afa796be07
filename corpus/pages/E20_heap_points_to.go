// A struct goes to the heap, and with it what it points to.
package p

type node struct{ value *int }

func demo() *node {
	x := 1
	n := node{&x}
	return &n
}
