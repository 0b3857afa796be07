package p

// Duplicate cases, keys, indexes and interface methods, part 1.

type I interface {
	m()
	n()
	m()
}

type S struct{ a, b int }

func cases(x int, s string, i interface{}) {
	switch x {
	case 1, 2:
	case 2:
	case 3, 3:
	}
	switch s {
	case "a":
	case "a":
	}
	switch i.(type) {
	case int:
	case string, int:
	case nil, nil:
	}
	switch {
	default:
	case true:
	default:
	}
	select {
	default:
	default:
	}
}
