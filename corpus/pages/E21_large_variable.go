// Declared variables of 128 KiB, one byte more, and more than 10 MiB; nothing is done with their addresses.
package p

func fits() byte {
	var a [128 << 10]byte
	return a[len(a)-1]
}

func larger() byte {
	var a [128<<10 + 1]byte
	return a[len(a)-1]
}

func huge() byte {
	var a [10<<20 + 1]byte
	return a[len(a)-1]
}
