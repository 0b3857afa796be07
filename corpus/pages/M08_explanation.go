// A pointer takes two steps to get out of the function; -m=2 tells both.
package p

func demo() *int {
	x := 1
	p := &x
	return p
}
