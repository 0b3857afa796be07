package p

// Variables that are declared and not used, in every kind of scope, part 3.

func loops(s []int) {
	for i := 0; ; {
	}
	for i, v := range s {
	}
	for k := range s {
		k = 1
	}
}
