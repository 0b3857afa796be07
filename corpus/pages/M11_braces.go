// The heap, the storage of an expression, and a temporary.
package p

var sink any

func heap(n int) {
	sink = n
}

func storage() *[]int {
	s := []int{1}
	return &s
}

func temporary(list []*int) *int {
	for _, p := range list {
		return p
	}
	return nil
}
