package p

// Undefined names: variables, types, fields, methods, packages, labels.

import "unsafe"

type T struct{ field int }

func (t T) Method() {}

var g = missing

func f(a Unknown, b *Other) Third {
	x = 1
	y := z + 1
	undefinedCall(x, y)
	var t T
	t.nofield = 1
	t.Field = 2
	t.method()
	t.NoMethod()
	fmt.Println("x")
	unsafe.Nothing(1)
	_ = unsafe.pointer
	var p *T
	p.nope()
	T.absent(t)
	_ = T{nokey: 1}
	_ = a.b
	return nil
}

func fine(t *T) int { return t.field }
