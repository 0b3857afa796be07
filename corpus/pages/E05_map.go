// An address is stored in a map that stays on the stack itself: as a value, and as a key.
package p

func demo() int {
	x, y := 1, 2
	m := map[*int]*int{}
	m[&x] = &y
	return len(m)
}
