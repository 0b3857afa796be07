package p

// unsafe.Slice, String, StringData, SliceData and Add.

import (
	"unsafe"
)

type chunk struct {
	buf [32]byte
	n   int
}

var global []byte

func slice(p *byte, n int) []byte { return unsafe.Slice(p, n) }

func str(p *byte, n int) string { return unsafe.String(p, n) }

func data(s string) *byte { return unsafe.StringData(s) }

func sliceData(s []*int) **int { return unsafe.SliceData(s) }

func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func add(p unsafe.Pointer, n int) unsafe.Pointer { return unsafe.Add(p, n) }

func elem(p *[4]int, i int) *int {
	return (*int)(unsafe.Add(unsafe.Pointer(p), uintptr(i)*unsafe.Sizeof(p[0])))
}

func local() byte {
	var c chunk
	s := unsafe.Slice(&c.buf[0], 4)
	s[1] = 2
	t := unsafe.String(&c.buf[0], 2)
	return t[1]
}

func localLeak() {
	var c chunk
	global = unsafe.Slice(&c.buf[0], len(c.buf))
}

func localString() string {
	b := []byte("abc")
	return unsafe.String(&b[0], 3)
}

func temporary(s string) string {
	b := []byte(s)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func nilSlice() []int { return unsafe.Slice((*int)(nil), 0) }

func convert(s []int32) []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(s))), len(s))
}

func toArray(s []byte) *[4]byte { return (*[4]byte)(s) }

func toArrayValue(s []*int) [2]*int { return [2]*int(s) }
