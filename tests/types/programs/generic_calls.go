// Calls of generic functions, and generic functions as values.
package p

type word string

func apply[T any](f func(T), x ...T) {}
func take[E any](E)              {}
func sum[S ~[]E, E ~byte](S) E   { return 0 }
func less[A, B any](A, B)        {}
func ptr[T any](*T, ...T)        {}
func call[F any](F)              {}
func number[N int](N)            {}
func nothing()                   {}
func noBody[T any](x T)

type small byte

func uses(ch chan func(int), bytes []small, w word, s string) {
	ch <- take
	_ = sum(bytes)
	apply(take, w)
	ptr(&s, word("a"), "b")
	call(number)
	call(take)
	less(nothing(), 1, 2)
	_ = []func(string){take, number}
	_ = (func(int))(take)
}

type table[K comparable] struct{ k K }

func (t table[K]) get[V *K](v V) {}

func methods(n int, s string) {
	table[int]{}.get(&n)
	table[int]{}.get(&s)
	table[int]{}.get[*string](nil)
}
