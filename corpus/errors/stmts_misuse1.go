package p

// Misused statements: range over wrong things, go/defer of non-calls, assignment
// to what cannot be assigned, results not used, part 1.

type T struct{ a int }

func t() T { return T{} }

const k = 1

func ranges(n *int, f func(), s []int, m map[string]int, c chan int) {
	for range n {
	}
	for range f {
	}
	for i, j := range 3 {
	}
	for a, b := range c {
	}
	for a, b, d := range s {
	}
	for i := range 1.5 {
	}
	for x := range func(int) {} {
	}
	for k := range m {
		k = 1
	}
}
