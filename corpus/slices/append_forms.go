// append in all its forms, and where the new backing store goes.
package p

var global []int

func toSelf(s []int, x int) []int {
	s = append(s, x)
	s = append(s, x, x+1)
	return s
}

func toGlobal(x int) { global = append(global, x) }

func toField(b *struct{ s []int }, x int) { b.s = append(b.s, x) }

func toLocalField(x int) int {
	var b struct{ s []int }
	b.s = append(b.s, x)
	return b.s[0]
}

func toOther(a []int) ([]int, []int) {
	b := append(a, 1)
	c := append(a[:1:1], 2)
	return b, c
}

func spread(a, b []int) []int { return append(append([]int{}, a...), b...) }

func clone(a []int) []int { return append([]int(nil), a...) }

func fromString(b []byte, s string) []byte { return append(b, s...) }

func nothing(a []int) []int { return append(a) }

func insert(a []int, i, x int) []int {
	a = append(a, 0)
	copy(a[i+1:], a[i:])
	a[i] = x
	return a
}

func remove(a []*int, i int) []*int { return append(a[:i], a[i+1:]...) }

func extend(n int) int {
	var s []byte
	s = append(s, make([]byte, n)...)
	return len(s)
}

func nested(rows [][]int, x int) [][]int {
	rows[0] = append(rows[0], x)
	return append(rows, []int{x}, append([]int{1}, x))
}

func localOnly() (sum int) {
	s := make([]int, 0, 4)
	for i := 0; i < 10; i++ {
		s = append(s, i)
	}
	t := append(s, 1)
	for _, v := range append(t, 2) {
		sum += v
	}
	return
}

func toPointer(ps *[]int, x int) { *ps = append(*ps, x) }

func structs(s []struct{ p *int }, p *int) []struct{ p *int } {
	return append(s, struct{ p *int }{p})
}

func passed(s []int) int { return length(append(s, 1)) }

func length(s []int) int { return len(s) }
