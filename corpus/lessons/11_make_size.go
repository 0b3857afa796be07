// A slice whose size is not a constant was always on the heap until Go 1.24. Since 1.25 it can stay.
package p

func constant() int {
	s := make([]byte, 16) // ?
	return total(s)
}

func variable(n int) int {
	s := make([]byte, n) // ?
	return total(s)
}

func returned(n int) []byte {
	return make([]byte, n) // ?
}

func total(s []byte) (sum int) {
	for _, b := range s {
		sum += int(b)
	}
	return sum
}
