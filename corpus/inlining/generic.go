// What generic functions cost: their instances for shapes, and those that pass dictionaries.
package main

type number interface{ ~int | ~int8 | ~float64 }
type my int
type stringer interface{ String() string }

func (m my) String() string { return "my" }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T)  { s.items = append(s.items, x) }
func (s *stack[T]) size() int { return len(s.items) }
func (s stack[T]) top() (x T, ok bool) {
	if len(s.items) == 0 {
		return x, false
	}
	return s.items[len(s.items)-1], true
}
func (s *stack[T]) each(f func(T)) {
	for _, x := range s.items {
		f(x)
	}
}

func id[T any](x T) T       { return x }
func zero[T any]() T        { var x T; return x }
func pointer[T any](x T) *T { return &x }
func fresh[T any]() *T      { return new(T) }
func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return s
}
func constants[T number](x T) T           { return T(1) + x + 2 }
func converts[T, U number](x T) U         { return U(x) }
func box[T any](x T) any                  { return x }
func unbox[T any](x any) T                { return x.(T) }
func isOne[T any](x any) bool             { _, ok := x.(T); return ok }
func text[T stringer](x T) string         { return x.String() }
func bound[T stringer](x T) func() string { return x.String }
func makes[T any](n int) ([]T, map[string]T, chan T) {
	return make([]T, n), make(map[string]T), make(chan T)
}
func clone[S ~[]E, E any](s S) S      { return append(S{}, s...) }
func isNil[S ~[]E, E any](s S) bool   { return s == nil }
func equal[T comparable](a, b T) bool { return a == b }
func apply[T, U any](xs []T, f func(T) U) (ys []U) {
	for _, x := range xs {
		ys = append(ys, f(x))
	}
	return
}
func twice[T any](x T) (T, T) { return id(x), id(id(x)) }
func kind[T any](x T) int {
	switch any(x).(type) {
	case int:
		return 1
	case []T:
		return 2
	}
	return 0
}
func typedNil[T any]() *T         { return (*T)(nil) }
func literal[T any](x T) func() T { return func() T { return x } }
func value[T any]() func(T) T     { return id[T] }

func main() {
	s := &stack[int]{}
	s.push(1)
	s.each(func(x int) { println(x) })
	f := s.push
	f(2)
	println(s.size())
	println(s.top())
	println(id(1), id("a"), id(my(1)), zero[int](), *pointer(1), *fresh[my](), sum(1, 2), sum(1.5), constants(my2(1)), constants(1.0))
	println(converts[int, float64](1), box(1), unbox[string]("a"), isOne[int](1), text(my(1)), bound(my(1))())
	makes[my](1)
	println(len(clone([]int{1})), isNil([]string{}), equal(1, 2), len(apply([]int{1}, func(x int) string { return "" })), kind(1), typedNil[int]())
	println(twice(1))
	println(literal(1)(), value[int]() == nil)
}

type my2 int8
