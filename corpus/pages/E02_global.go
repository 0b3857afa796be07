// The address of a local variable is stored in a package-level variable.
package p

var last *int

func remember() {
	n := 1
	last = &n
}
