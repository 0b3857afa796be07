// Numbers of the variables that hold operands of go and defer statements, between pointers that have
// to stay alive during a call.
package p

import "unsafe"

type report struct {
	name  [8]byte
	flags uint16
}

//go:uintptrescapes
func call(number int, args ...uintptr) (r int, e error) { return number, nil }

func done(fd int, more ...any) error { return nil }

func ask(fd int, set bool) error {
	var before report
	call(1, uintptr(fd), uintptr(unsafe.Pointer(&before)))
	defer done(fd)
	var after report
	_, e := call(2, uintptr(fd), uintptr(unsafe.Pointer(&after)))
	if e != nil {
		go done(fd, before, e)
		return e
	}
	if set {
		defer call(3, uintptr(unsafe.Pointer(&before)), uintptr(unsafe.Pointer(&after)))
	}
	defer func(fd int) {
		defer done(fd, after.flags)
		call(4, uintptr(unsafe.Pointer(&before)))
		go done(fd, before.flags)
	}(fd)
	return nil
}
