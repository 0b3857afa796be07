package p

// Variables that are declared and not used, in every kind of scope, part 4.

func switches(x interface{}) {
	switch v := x.(type) {
	case int:
	case string:
	}
	if y := x; true {
	}
}
