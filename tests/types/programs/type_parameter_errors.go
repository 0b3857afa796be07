// What can be wrong with operands whose types are type parameters.
package p

func emptySet[T interface {
	int
	string
}](x, y T) {
	_ = x == y
}

func pointers[P *int | *string, Q *int](p P, q Q) int {
	_ = *p
	return *q
}

func literals[T []int | map[int]int](T) {
	_ = T{1: 2}
	_ = []T{{}}
}

func shadow[string any](s string) string {
	var int string = 1
	_ = int
	return "text"
}

func tilde(n int, s string) {
	_ = ~n
	_ = ~s
}
