// Indexes that are known to be in range, in assignments of several values and as operands of append.
// The lines come in the order of evaluation: pair by pair, but a value that an earlier pair may
// change is copied before its target is looked at. An index that is copied to a temporary first is
// known by its type only.
package p

const hex = "0123456789abcdef"

type table struct {
	a [256]int
	b [8]int
}

func swap(t *table, i, j uint8) {
	t.a[i], t.a[j] = t.a[j], t.a[i]
}

func swapLocal(i, j uint8) int {
	var a [256]int
	a[i], a[j] = a[j], a[i]
	return a[i]
}

func three(t *table, i, j, k uint8) {
	t.a[i], t.a[j], t.a[k] = t.b[i&7], t.b[j&7], t.b[k&7]
}

func indexChanges(t *table, i int) int {
	i, t.b[i&7] = t.b[i&3], t.b[i&1]
	return i
}

func indexOfSecond(i int) [8]int {
	var b [8]int
	b[i&1], b[i&2], i = 1, b[i&3], b[i&4]
	return b
}

func addressTaken(i uint8, f func(*int)) int {
	var a [256]int
	var x int
	f(&x)
	x, a[i] = a[i], x
	a[i], x = x+a[i], a[i&1]
	return x + a[0]
}

func throughPointers(p *[8]int, q *table, i int) {
	p[i&1], q.b[i&2] = q.b[i&3], p[i&4]
	(*p)[i&5], q.a[i&6] = q.a[i&7], (*p)[i&7]
}

func constants(t *table, i uint8) {
	t.a[i], t.a[i&1] = 1, 2
}

func intoMap(m map[int]int, t *table, i int) {
	m[t.b[i&1]], t.b[i&2] = t.b[i&3], m[t.b[i&4]]
}

func appends(buf []byte, s string, i uint8, t *table) []byte {
	buf = append(buf, hex[i>>4], hex[i&15])
	buf = append(buf, hex[s[0]>>4]+0, byte(t.b[i&7]))
	buf = append(buf, byte(hex[i&15]))
	x := append([]int(nil), t.a[i], t.b[i&7], t.a[t.b[i&3]&255])
	_ = append(x, x[t.b[i&1]])
	return buf
}

func appendsAll(list [8][]byte, i int) []byte {
	list[i&7] = append(list[i&3], list[i&1]...)
	return append(list[i&5], 'x')
}

func returns(t *table, i int) (a, b int) {
	return t.b[i&1], t.b[i&2]
}

func returnsNamed(t *table, i int) (a, b int) {
	a = t.b[i&1]
	return t.b[a&2], t.b[i&a&4]
}

func calls(t *table, f func(int) int, i int) int {
	t.b[i&1] = f(t.b[i&2])
	t.b[i&3] += f(t.b[i&4]) + t.b[i&5]
	t.b[i&6], t.b[i&7] = t.b[i&1], f(t.b[i&2])
	if t.b[i&1] == f(t.b[i&2])+f(f(t.b[i&3])+t.b[i&4]) {
		return t.b[i&1] + f(t.b[i&2])
	}
	x := t.b[i&3] * int(uint8(f(t.b[i&4])))
	return x
}

func receives(t *table, c [8]chan int, i int) (int, int) {
	t.b[i&1] = <-c[i&2]
	c[i&3] <- t.b[i&4] + <-c[i&5]
	return t.b[i&6], <-c[i&7]
}
