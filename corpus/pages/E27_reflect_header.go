// An address read back from the Data field of a reflect.SliceHeader becomes a receiver; and one that is stored there.
package p

import (
	"reflect"
	"unsafe"
)

type task struct{ next *task }

func (t *task) self() *task { return t }

func read() bool {
	b := make([]byte, 16)
	h := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	f := (*task)(unsafe.Pointer(h.Data)).self
	return f().next == nil
}

func store() int {
	var b []byte
	x := [4]byte{1, 2, 3, 4}
	h := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	h.Data = uintptr(unsafe.Pointer(&x))
	h.Len, h.Cap = 4, 4
	return int(b[0])
}

func slice() int {
	x := [4]byte{1, 2, 3, 4}
	b := unsafe.Slice(&x[0], 4)
	return int(b[0])
}
