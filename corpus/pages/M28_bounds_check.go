// Indexes that cannot be out of range.
package p

func masked(table *[8]int, n uint) int {
	return table[n&7]
}

func byByte(table *[256]int, b byte) int {
	return table[b]
}

func checked(table *[8]int, n uint) int {
	return table[n]
}
