package p

// Misused statements: range over wrong things, go/defer of non-calls, assignment
// to what cannot be assigned, results not used, part 3.

type T struct{ a int }

func t() T { return T{} }

func unused(a int) {
	a == 1
	len("x")
	t
	func() {}
	append([]int{}, 1)
	new(int)
	T{}
	defer len("x")
	go append([]int{}, 1)
	defer int(3)
	defer recover
	"text"
	int
}
