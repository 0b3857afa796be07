// The builtins copy, clear, min, max, len, cap on slices of values, pointers, strings.
package p

type cell struct {
	v *int
	s string
}

func copyInts(dst, src []int) int { return copy(dst, src) }

func copyPointers(dst, src []*int) int { return copy(dst, src) }

func copyCells(dst, src []cell) { copy(dst, src) }

func copyString(dst []byte, s string) int { return copy(dst, s) }

func copyLocal(src []*int) int {
	var dst [4]*int
	copy(dst[:], src)
	return *dst[0]
}

func copyToNew(src []cell) []cell {
	dst := make([]cell, len(src))
	copy(dst, src)
	return dst
}

func copyFromLocal(dst []*int) {
	x := 1
	src := []*int{&x}
	copy(dst, src)
}

func clearSlice(s []*int) []*int {
	clear(s)
	return s
}

func clearLocal() int {
	s := []int{1, 2, 3}
	clear(s)
	m := map[string]int{"a": 1}
	clear(m)
	return s[0] + len(m)
}

func minInts(a, b, c int) int { return min(a, b, c) + max(a, 10) }

func minStrings(a, b string) string { return min(a, b) }

func maxString(words []string) (m string) {
	for _, w := range words {
		m = max(m, w)
	}
	return
}

func lengths(s []cell, t string, a *[9]int, m map[int]*int, c chan *int) int {
	return len(s) + cap(s) + len(t) + len(a) + len(m) + len(c) + cap(c)
}

func zeroCopy(s string) (n int) {
	for _, b := range []byte(s) {
		n += int(b)
	}
	b := []byte(s)
	n += len(b)
	return n
}

func mutated(s string) string {
	b := []byte(s)
	b[0] = 'X'
	return string(b)
}
