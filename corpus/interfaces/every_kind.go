// Conversions of every kind of type to an interface that is kept, and to one that is not.
package p

import "unsafe"

type (
	named   int
	namedS  string
	point   struct{ x, y int }
	one     struct{ p *int }
	arr1    [1]*int
	nestedP struct{ a [1]struct{ m map[int]int } }
	pad     struct {
		_ struct{}
		p *int
	}
	empty struct{}
	fn    func()
	iface interface{ M() }
)

var sink any

func basics(b bool, i int, u8 uint8, i32 int32, f float64, c complex128, s string, up uintptr, r rune) {
	sink = b
	sink = i
	sink = u8
	sink = i32
	sink = f
	sink = c
	sink = s
	sink = up
	sink = r
}

func composites(p point, a [3]int, sl []int, st struct{ s string }, e empty, ea [0]*int) {
	sink = p
	sink = a
	sink = sl
	sink = st
	sink = e
	sink = ea
}

func pointerShaped(p *int, m map[string]int, c <-chan int, f func(int), fn fn, u unsafe.Pointer) {
	sink = p
	sink = m
	sink = c
	sink = f
	sink = fn
	sink = u
}

func wrapped(o one, a arr1, n nestedP, pp pad) {
	sink = o
	sink = a
	sink = n
	sink = pp
}

func fromInterface(i iface, e any) {
	sink = i
	sink = e
	i, _ = e.(iface)
	sink = i
}

func namedTypes(n named, s namedS) {
	sink = n
	sink = named(7)
	sink = namedS("x")
	sink = s
	sink = named(n + 1)
}

func local(b bool, i int, s string, p point, sl []int, o one) bool {
	var v any = b
	same := v == any(i)
	v = s
	same = same || v == any(p)
	v = o
	_ = any(sl)
	return same || v == nil
}

func typedNil() {
	sink = (*int)(nil)
	sink = []int(nil)
	sink = map[int]int(nil)
	sink = fn(nil)
	sink = error(nil)
}
