// A part of a local array is passed to a method of an interface.
package p

type reader interface {
	Read(p []byte) (n int, err error)
}

func read(r reader) byte {
	var buf [16]byte
	r.Read(buf[:])
	return buf[0]
}
