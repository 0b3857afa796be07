// Belief: passing a[:] of a local array to an io.Reader is free. The interface call moves the array to the heap.
package p

type reader interface {
	Read(p []byte) (n int, err error)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 0
	}
	return len(p), nil
}

func readHeader(r reader) (byte, error) {
	var hdr [8]byte
	if _, err := r.Read(hdr[:]); err != nil {
		return 0, err
	}
	return hdr[0], nil
}

func readConcrete(r zeros) (byte, error) {
	var hdr [8]byte
	_, err := r.Read(hdr[:])
	return hdr[0], err
}

func readFunc(read func([]byte) int) byte {
	var hdr [8]byte
	read(hdr[:4])
	return hdr[0]
}

func readSlice(r reader) int {
	buf := make([]byte, 512)
	total := 0
	for {
		n, err := r.Read(buf)
		total += n
		if err != nil || n == 0 {
			return total
		}
	}
}

type decoder struct {
	r   reader
	buf [16]byte
}

func (d *decoder) next() byte {
	d.r.Read(d.buf[:])
	return d.buf[0]
}

func decodeLocal() byte {
	d := decoder{r: zeros{}}
	return d.next()
}
