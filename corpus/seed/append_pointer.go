// A pointer appended to a slice escapes, wherever the slice itself lives.
package p

type item struct {
	id   int
	next *item
}

func appendPointer() int {
	x := 1
	var s []*int
	s = append(s, &x)
	return *s[0]
}

func appendLiteral(n int) int {
	var items []*item
	for i := 0; i < n; i++ {
		items = append(items, &item{id: i})
	}
	return len(items)
}

func appendValue(n int) int {
	var items []item
	for i := 0; i < n; i++ {
		items = append(items, item{id: i})
	}
	return len(items)
}

func appendParam(s []*item, it *item) []*item {
	return append(s, it)
}

func appendAll(dst, src []*item) []*item {
	return append(dst, src...)
}

func literalOfPointers() int {
	x, y := 1, 2
	s := []*int{&x, &y}
	return *s[0] + *s[1]
}

func storeElement() int {
	x := 1
	s := make([]*int, 1)
	s[0] = &x
	return *s[0]
}

func appendStrings(words []string, w string) []string {
	words = append(words, w)
	return words
}
