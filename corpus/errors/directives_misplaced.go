// Directives that stand where they mean nothing: before a statement, at the end of a line, or reserved for the runtime.
package errors

import _ "unsafe"

//go:linkname local a b c
//go:systemstack
func runtimeOnly() {}

type T int //go:noinline

func body() {
	//go:noinline
	x := 1
	_ = x
}

//go:nosplit
var (
	grouped int
)

//go:cgo_export_static exported
func exported() {}

//go:uintptrkeepalive
func keeps(x uintptr) {}

//go:noinline
