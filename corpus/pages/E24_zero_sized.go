// make of elements that need no memory.
package p

func demo() int {
	s := make([]struct{}, 3)
	return len(s)
}
