// What costs less than its nodes: addresses of first fields, conversions without effect, panics.
package main

import "unsafe"

type inner struct{ n, m int }
type outer struct {
	in   inner
	last int
}
type myInt int
type bytes []byte

func firstField(p *outer) *inner                    { return &p.in }
func firstOfFirst(p *outer) *int                    { return &p.in.n }
func lastField(p *outer) *int                       { return &p.last }
func ownField() *inner                              { var o outer; return &o.in }
func firstElement(p *[3]int) *int                   { return &p[0] }
func reinterpret(f *float64) uint64                 { return *(*uint64)(unsafe.Pointer(f)) }
func bits(f float64) uint64                         { return *(*uint64)(unsafe.Pointer(&f)) }
func addressed(x int) int                           { return *&x }
func sameKind(x int, b []byte) (myInt, bytes, uint) { return myInt(x), bytes(b), uint(x) }
func otherKind(x int) (int32, float64, uint8)       { return int32(x), float64(x), uint8(x) }
func interfaces(e error) (any, error)               { return e, error(e) }
func panics(x int) int {
	if x < 0 {
		panic("negative")
	}
	return x
}
func panicsWith(e error) { panic(e) }
func panicsInt()         { panic(1) }
func panicsNil()         { panic(nil) }
func panicsBoxed(x any)  { panic(x) }
func prints(a, b int)    { print(a, b); println() }
func typeOnly() uintptr  { return unsafe.Sizeof(outer{}) + unsafe.Offsetof(outer{}.last) }
func pointers(p unsafe.Pointer, n int) (unsafe.Pointer, []byte) {
	return unsafe.Add(p, n), unsafe.Slice((*byte)(p), n)
}
func strs(s string, p *byte) (string, *byte) { return unsafe.String(p, 3), unsafe.StringData(s) }

func main() {
	o := &outer{}
	println(firstField(o), firstOfFirst(o), lastField(o), ownField(), firstElement(&[3]int{}), reinterpret(nil), bits(1), addressed(1))
	sameKind(1, nil)
	otherKind(1)
	interfaces(nil)
	println(panics(1), typeOnly())
	pointers(nil, 1)
	strs("", nil)
	prints(1, 2)
	panicsWith(nil)
	panicsInt()
	panicsNil()
	panicsBoxed(1)
}
