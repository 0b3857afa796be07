// Calls that are not devirtualized: the receiver is an instance of a generic type, or a type parameter.
package p

type getter interface{ get(p *int) int }

type one int

func (o one) get(p *int) int { return int(o) + *p }

type box[T any] struct {
	one
	value T
}

type own[T any] struct{ value T }

func (o own[T]) get(p *int) int { return *p }

//go:noinline
func promoted[T any](t T) int {
	x := 1
	var g getter = box[T]{value: t}
	return g.get(&x)
}

//go:noinline
func method[T any](t T) int {
	x := 1
	var g getter = own[T]{t}
	return g.get(&x)
}

//go:noinline
func param[T getter](t T) int {
	x := 1
	return t.get(&x)
}

func use(g getter) int { return promoted(1) + param(g) + param(one(2)) }
