// Large arrays and size limits: big locals, slices just under and over the stack bounds, big closures and map values.
package p

const (
	kb = 1 << 10
	mb = 1 << 20
)

type page [4 * kb]byte

type frame struct {
	pages [16]page
	next  *frame
}

type huge struct {
	cells [2 * mb]int64
	used  int
}

type Sieve struct {
	bits  []uint64
	limit int
}

func NewSieve(limit int) *Sieve {
	s := &Sieve{bits: make([]uint64, limit/64+1), limit: limit}
	for i := 2; i*i <= limit; i++ {
		if s.Composite(i) {
			continue
		}
		for j := i * i; j <= limit; j += i {
			s.bits[j/64] |= 1 << (j % 64)
		}
	}
	return s
}

func (s *Sieve) Composite(n int) bool { return s.bits[n/64]>>(n%64)&1 == 1 }

func sumLocal() (t int) {
	var a [100 * kb]byte
	for i := range a {
		a[i] = byte(i)
		t += int(a[i])
	}
	return
}

func tooBigVar() int {
	var a [11 * mb]byte
	a[3] = 1
	b := a[:]
	return len(b) + int(a[3])
}

func bigNew() int64 {
	h := new(huge)
	h.used = 3
	return h.cells[h.used]
}

func smallNew() byte {
	f := new(frame)
	f.pages[1][1] = 9
	return f.pages[1][1]
}

func literal() int {
	f := &frame{}
	g := &frame{next: f}
	p := &page{1, 2, 3}
	return len(g.next.pages) + int(p[2])
}

func slices(n int) int {
	a := make([]byte, 64*kb)
	b := make([]byte, 64*kb+1)
	c := make([]int, 8*kb)
	d := make([]int, 8*kb+1)
	e := make([]byte, n)
	f := make([]byte, 0, 64*kb)
	g := make([]byte, 10, 65*kb)
	h := make([]struct{}, mb)
	const k = 16
	i := make([]page, k)
	j := make([]page, k+1)
	return len(a) + len(b) + len(c) + len(d) + len(e) + cap(f) + cap(g) + len(h) + len(i) + len(j)
}

func sliceLits() int {
	x := []page{{1}, {2}}
	y := []int{8 * kb: 1}
	z := []byte{64*kb - 1: 7}
	w := [...]int{20 * kb: 5}
	return len(x) + len(y) + len(z) + len(w)
}

func small(n int) string {
	var tmp [32]byte
	b := tmp[:0]
	for i := 0; i < n; i++ {
		b = append(b, byte('a'+i%26))
	}
	return string(b)
}

func capture() func() int {
	var big [kb]int
	var tiny [2]int
	f := func() int { return big[0] + tiny[1] }
	g := func() { big[1]++ }
	g()
	return f
}

func captureByValue() int {
	var a [16]int64
	var b [17]int64
	f := func() int64 { return a[0] + b[0] }
	return int(f())
}

func convert() []any {
	var p page
	p[0] = 1
	var n int = 300
	var small uint8 = 3
	var z struct{}
	return []any{p, n, small, z, &p, [1]*int{&n}}
}

func consume(v any) bool {
	_, ok := v.(page)
	return ok
}

func mapped() int {
	m := map[int]page{}
	m[1] = page{}
	q := map[page]int{}
	q[m[1]]++
	for k, v := range m {
		if v[0] > 0 {
			return k
		}
	}
	ch := make(chan page, 1)
	ch <- page{}
	f := <-ch
	return len(f) + len(q)
}

func pass(p page) page {
	p[0]++
	return p
}

func chain() byte {
	a := pass(pass(page{}))
	if consume(a) {
		return a[0]
	}
	arrays := [3]*page{&a, {}, new(page)}
	return arrays[1][0]
}

func loop(n int) (keep []*page) {
	for i := 0; i < n; i++ {
		var p page
		buf := make([]byte, kb)
		p[i] = byte(len(buf))
		if i%2 == 0 {
			keep = append(keep, &p)
		}
	}
	return keep
}

var static [kb]page

func view(i int) []byte {
	return static[i][:]
}

func Everything(n int) int {
	s := NewSieve(n)
	t := 0
	for i := 2; i < n; i++ {
		if !s.Composite(i) {
			t++
		}
	}
	t += sumLocal() + tooBigVar() + int(bigNew()) + int(smallNew()) + literal() + slices(n) + sliceLits()
	return t + len(small(n)) + capture()() + captureByValue() + len(convert()) + mapped() + int(chain()) + len(loop(n)) + len(view(n))
}
