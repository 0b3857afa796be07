package p

// A note of a type switch quotes the whole clause, as the compiler sees it then: go and defer calls
// in Go 1.21 are wrapped by that time, and recover has no spelling up to Go 1.25.

func clauses(x any, run func(any) bool) any {
	switch y := x.(type) {
	case *int:
		if recover() != nil {
			return y
		}
	case *string:
		defer run(nil)
		defer func() { recover() }()
		go print(len(*y))
		return y
	case error:
		r := recover()
		panic(r)
	}
	return nil
}

// In Go 1.21 an argument for a parameter without name goes nowhere within a recursion.

func unnamed(*[2]any) [][]int {
	return func() [][]int {
		return unnamed(&[2]any{})
	}()
}

func blank(_ *[2]any) [][]int {
	return func() [][]int {
		return blank(&[2]any{})
	}()
}
