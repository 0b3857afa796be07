// Strings as byte slices: one that is only read, and one that is written.
package p

func sum(s string) (n int) {
	b := []byte(s)
	for i := range b {
		n += int(b[i])
	}
	return n
}

func upper(s string) int {
	b := []byte(s)
	b[0] = 'A'
	return len(b)
}
