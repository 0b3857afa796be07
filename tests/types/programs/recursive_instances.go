// Infinite types by way of type arguments.
package p

type list[E any] struct {
	head E
	tail *list[E]
}

type box[T any] [2]T

type outer struct{ in box[outer] }

type fine struct{ in list[*fine] }

type twice struct{ in box[box[list[twice]]] }

type self[T any] struct{ self[*T] }

type (
	first[T any]  second[T]
	second[T any] struct{ first first[T] }
)

type constraint interface {
	part | int
}
type part struct{ constraint }
