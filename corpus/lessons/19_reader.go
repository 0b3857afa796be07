// A slice handed to an io.Reader goes to code that the compiler cannot see, so the array behind it moves to the heap.
package p

import "io"

func first(r io.Reader) byte {
	var buf [16]byte // ?
	r.Read(buf[:])
	return buf[0]
}

func zero(b []byte) { // ?
	for i := range b {
		b[i] = 0
	}
}

func cleared() byte {
	var buf [16]byte // ?
	zero(buf[:])
	return buf[0]
}
