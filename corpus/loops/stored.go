package p

// Values made in loops and collected outside: slices of pointers, maps, arrays,
// structures, swapped variables between iterations.

type item struct {
	id   int
	tags []string
	prev *item
}

func collect(n int) []*item {
	items := make([]*item, 0, n)
	for i := 0; i < n; i++ {
		it := item{id: i}
		items = append(items, &it)
	}
	return items
}

func array() (t int) {
	var a [3]*item
	for i := range a {
		a[i] = &item{id: i}
	}
	for _, p := range a {
		t += p.id
	}
	return t
}

func index(n int) map[int]*item {
	m := make(map[int]*item)
	for i := 0; i < n; i++ {
		m[i] = &item{id: i, tags: []string{"a"}}
	}
	return m
}

func previous(n int) int {
	var cur, prev item
	for i := 0; i < n; i++ {
		cur = item{id: i, prev: &prev}
		prev = cur
	}
	return cur.id
}

func fib(n int) *int {
	a, b := new(int), new(int)
	*b = 1
	for i := 0; i < n; i++ {
		*a = *a + *b
		a, b = b, a
	}
	return a
}

func swapSlices(n int) int {
	cur, next := []int{1}, []int(nil)
	for i := 0; i < n; i++ {
		next = next[:0]
		for _, v := range cur {
			next = append(next, v, v+i)
		}
		cur, next = next, cur
	}
	return len(cur)
}

func accumulate(words []string) (s string) {
	for _, w := range words {
		s += w + ","
	}
	return s
}

func scratch(rows int) (t int) {
	for r := 0; r < rows; r++ {
		var buf [64]byte
		b := buf[:0]
		for i := 0; i < r; i++ {
			b = append(b, byte(i))
		}
		t += len(b)
	}
	return t
}
