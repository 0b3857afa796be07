// Expressions that make something on the heap; the last two cost nothing at run time.
package p

type point struct{ x, y int }

var sink any

func allocations(s string, n int) (*point, []int, map[int]int, func() int, []byte, string) {
	return &point{1, 2}, []int{n}, map[int]int{}, func() int { return n }, []byte(s), s + "!"
}

func boxed(n int) {
	sink = n
	sink = 7
	sink = struct{}{}
}
