package p

// Bad type expressions, part 2: dots, embedded pointers, lengths.

type a struct{ n int }
type i struct{ **a }
type p func(x, y int, ...int)
type q func(...int, string)
type r [...]int

var s [...]int

func f1(a ...int, b int) {}
func f2() (r ...int)     { return nil }
