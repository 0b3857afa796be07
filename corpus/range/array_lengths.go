// A range over an array that uses no elements: since Go 1.25 only its length matters, and the array is not made.
package p

type item struct{ n int }

func literals() (n int) {
	for i := range [2]*item{&item{1}, &item{2}} {
		n += i
	}
	for i := range [1][]int{{1}} {
		n += i
	}
	for range [1]any{n} {
		n++
	}
	return n
}

func elements() (n int) {
	for _, it := range [2]*item{&item{1}, &item{2}} {
		n += it.n
	}
	return n
}

func variable(items *[3]*item) (n int) {
	for i := range items {
		n += i
	}
	for i := range [1]*int{&n} {
		n += i
	}
	return n
}

func called() (n int) {
	for i := range [1]*item{made()} {
		n += i
	}
	return n
}

func made() *item { return &item{3} }
