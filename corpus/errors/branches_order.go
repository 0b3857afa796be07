// Branches are checked when a function's last brace is read: literals before the function around them, and not at all
// where the function has another error.
package errors

func outer() {
	goto missing1
	func() {
		goto missing2
	}()
L:
	for {
		func() { break L }()
	}
}

func skipped() {
	defer (func() {})
	goto missing3
}
