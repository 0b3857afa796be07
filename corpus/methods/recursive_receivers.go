// Methods with pointer receivers, called on fields of a generic type whose type arguments mention the type
// itself.
package p

type ptr[T any] struct{ v *T }

func (x *ptr[T]) Load() *T { return x.v }

func (x *ptr[T]) Keep(y *T) { sink = x }

var sink any

type entry[K comparable] struct {
	overflow ptr[entry[K]]
	other    ptr[int]
	third    ptr[K]
	key      K
}

func (e *entry[K]) lookup(key K) bool {
	for e != nil {
		if e.key == key {
			return true
		}
		e = e.overflow.Load()
	}
	return false
}

func (e *entry[K]) swap(n *entry[K]) {
	e.overflow.Keep(n)
	e.other.Keep(nil)
	e.third.Keep(&n.key)
	i := &e.overflow
	i.Keep(n)
}

func use(e *entry[string]) bool {
	e.swap(e)
	return e.lookup("x")
}
