// Calls of methods in generic functions: through a type parameter, and through an interface that holds one.
package p

type number interface{ get(p *int) int }

type one int

func (o one) get(p *int) int { return int(o) + *p }

type box[T number] struct{ value T }

func (b box[T]) get(p *int) int { return b.value.get(p) }

func param[T number](t T) int {
	x := 1
	return t.get(&x)
}

func boxed[T number](t T) int {
	x := 1
	var n number = box[T]{t}
	return n.get(&x)
}

func use(n number) int { return param(one(1)) + boxed(one(2)) + param(n) }
