package p

// unsafe.Pointer conversions, uintptr arithmetic inside one expression and
// broken across statements, Sizeof and Offsetof.

import "unsafe"

type header struct {
	flag byte
	data *int
	next unsafe.Pointer
}

var keep unsafe.Pointer
var num uintptr

func toPointer(p *int) unsafe.Pointer { return unsafe.Pointer(p) }

func back(p unsafe.Pointer) *header { return (*header)(p) }

func cast(f *float64) *uint64 { return (*uint64)(unsafe.Pointer(f)) }

func castDeref(f float64) uint64 { return *(*uint64)(unsafe.Pointer(&f)) }

func offset(h *header) **int {
	return (**int)(unsafe.Pointer(uintptr(unsafe.Pointer(h)) + unsafe.Offsetof(h.data)))
}

func broken(h *header) *int {
	u := uintptr(unsafe.Pointer(h))
	u += 8
	return (*int)(unsafe.Pointer(u))
}

func masked(p *int) unsafe.Pointer {
	return unsafe.Pointer(uintptr(unsafe.Pointer(p)) &^ 7)
}

func toUintptr(p *int) uintptr { return uintptr(unsafe.Pointer(p)) }

func localUintptr() uintptr {
	x := 1
	return uintptr(unsafe.Pointer(&x))
}

func store(p *int, u uintptr) {
	keep = unsafe.Pointer(p)
	num = uintptr(unsafe.Pointer(p)) + u
}

func storeLocal() {
	var h header
	keep = unsafe.Pointer(&h.flag)
}

func hide(p *int) *int {
	x := uintptr(unsafe.Pointer(p))
	return (*int)(unsafe.Pointer(x ^ 0))
}

func setNext(h *header, p unsafe.Pointer) { h.next = p }

func chase(h *header) *header { return (*header)(h.next) }

func sizes(h *header) uintptr {
	return unsafe.Sizeof(*h) + unsafe.Alignof(h.data) + unsafe.Sizeof(header{})
}

func funcPointer(f func()) uintptr { return **(**uintptr)(unsafe.Pointer(&f)) }

func sliceHeader(b []byte) string { return *(*string)(unsafe.Pointer(&b)) }
