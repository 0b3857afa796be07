// Slicing slices, strings, arrays, pointers to arrays and parameters.
package p

type packet struct {
	buf [64]byte
	n   int
}

var kept []byte

func (p *packet) bytes() []byte { return p.buf[:p.n] }

func (p packet) copied() []byte { return p.buf[:p.n] }

func sliceLocal() int {
	var p packet
	p.n = 3
	return len(p.bytes())
}

func sliceKept() {
	var p packet
	kept = p.buf[1:]
}

func sliceArrayParam(a [4]int) []int { return a[:] }

func sliceArrayPointer(a *[4]int) []int { return a[1:3] }

func threeIndex(s []int) []int { return s[1:2:3] }

func sliceString(s string) (string, string) { return s[:1], s[1:] }

func halves(s []string) (a, b []string) {
	m := len(s) / 2
	a, b = s[:m], s[m:]
	return
}

func reslice(s []int) []int {
	for len(s) > 0 && s[0] == 0 {
		s = s[1:]
	}
	return s
}

type queue struct{ items []*int }

func (q *queue) pop() *int {
	x := q.items[0]
	q.items = q.items[1:]
	return x
}

func (q *queue) truncate() { q.items = q.items[:0] }

func (q *queue) swap(i, j int) { q.items[i], q.items[j] = q.items[j], q.items[i] }

func toArray(s []int) [2]int { return [2]int(s) }

func toArrayPointer(s []int) *[2]int { return (*[2]int)(s) }

func toArrayOfPointers(s []*int) [1]*int { return [1]*int(s) }

func sliceOfLiteral() []int { return []int{1, 2, 3, 4}[1:3] }

func sliceOfArrayLiteral() int {
	a := [...]int{1, 2, 3}
	s := a[:]
	p := &a
	t := p[:2]
	return s[0] + t[1]
}

func addresses(s []packet) (first *packet, n *int) {
	first = &s[0]
	n = &s[len(s)-1].n
	return
}
