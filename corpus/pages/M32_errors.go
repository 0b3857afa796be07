// A program with a mistake: gc says nothing about what escapes.
package p

func demo() *int {
	x := 1
	y := 2
	return &x
}
