// new, &T{} and make: 64 KiB, and one byte more.
package p

type page [64 << 10]byte

type more [64<<10 + 1]byte

func fits() byte {
	p := new(page)
	q := &page{}
	s := make([]byte, 64<<10)
	return p[0] + q[0] + s[0]
}

func larger() byte {
	p := new(more)
	q := &more{}
	s := make([]byte, 64<<10+1)
	return p[0] + q[0] + s[0]
}
