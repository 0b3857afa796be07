package p

// Tags and case expressions with calls, closures, conversions and constants.

type color uint8

const (
	red color = iota
	green
	blue
)

func name(c color) string {
	switch c {
	case red:
		return "red"
	case green:
		return "green"
	case blue:
		return "blue"
	}
	return "color" + string(rune('0'+c))
}

func bytesTag(b []byte) int {
	switch string(b) {
	case "get":
		return 1
	case "put":
		return 2
	}
	return 0
}

func caseCalls(n int, f func(*int) int) int {
	k := 3
	switch n {
	case f(&k):
		return k
	case f(new(int)):
		return 2
	}
	return 0
}

func closureTag(x int) int {
	switch func() int { return x + 1 }() {
	case 1:
		return x
	}
	return 0
}

func switchTrue(p *int) int {
	switch true {
	case p == nil:
		return 0
	case *p > 3 && *p < 5:
		return 1
	}
	return 2
}

func constTag(p *int) *int {
	switch 2 {
	case 1:
		return p
	case 2:
		x := *p
		return &x
	}
	return nil
}

func structTag(s struct{ a, b string }) bool {
	switch s {
	case struct{ a, b string }{"x", "y"}:
		return true
	}
	return false
}

func empty(i interface{}) {
	switch i {
	}
	switch i.(type) {
	}
	switch {
	}
}
