// "escapes to heap" about a box does not mean that one is allocated: some boxes exist before the program starts.
package p

var sink any

func text() {
	sink = "hello" // ?
}

func nothing() {
	sink = struct{}{} // ?
}

func number(n int) {
	sink = n // ?
}

func compared(n int) bool {
	var x any = n // ?
	return x == sink
}
