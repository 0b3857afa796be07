// Aliases of generic types without type arguments: one error is enough.
package p

type generic[T any] struct{}

type short = generic
type long = *generic

var _ short[int]
var _ *long[int]

func (short[T]) m()  {}
func (*long[T]) n()  {}
func (s *short[T]) o() {}

type wrong generic[int, int]

func (wrong) m() {}

func convert(x generic[int]) generic[int, string] {
	return &generic[bool, bool]{}
}
