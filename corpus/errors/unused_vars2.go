package p

// Variables that are declared and not used, in every kind of scope, part 2.

func closures() {
	f := func() {
		inner := 1
	}
	x := 1
	func() { x = 2 }()
}
