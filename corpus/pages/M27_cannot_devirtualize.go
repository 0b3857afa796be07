// Calls whose receiver is known, but not its methods: an instance of a generic type or interface, a type parameter.
package p

type getter interface{ get(p *int) int }

type one int

func (o one) get(p *int) int { return int(o) + *p }

type box[T any] struct {
	one
	value T
}

type source[T any] interface{ get(p *int) int }

//go:noinline
func receiver[T any](t T) int {
	x := 1
	var g getter = box[T]{value: t}
	return g.get(&x)
}

//go:noinline
func typed[T any](t T) int {
	x := 1
	var s source[T] = one(2)
	return s.get(&x)
}

//go:noinline
func param[T getter](t T) int {
	x := 1
	return t.get(&x)
}

func use(g getter) int { return receiver(1) + typed(1) + param(g) + param(one(2)) }
