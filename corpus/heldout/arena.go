// A bump arena and a free-list pool over raw memory, with unsafe pointers, offsets, slices and strings.
package p

import "unsafe"

const chunkSize = 4096

type chunk struct {
	next *chunk
	used uintptr
	mem  [chunkSize]byte
}

type Arena struct {
	head  *chunk
	total uintptr
}

func alignUp(n, a uintptr) uintptr { return (n + a - 1) &^ (a - 1) }

func (a *Arena) alloc(size, align uintptr) unsafe.Pointer {
	if a.head != nil {
		off := alignUp(a.head.used, align)
		if off+size <= chunkSize {
			a.head.used = off + size
			return unsafe.Pointer(&a.head.mem[off])
		}
	}
	c := &chunk{next: a.head}
	a.head = c
	c.used = size
	a.total += unsafe.Sizeof(*c)
	return unsafe.Pointer(&c.mem)
}

func (a *Arena) Reset() {
	for c := a.head; c != nil; {
		n := c.next
		c.next = nil
		c = n
	}
	a.head = nil
}

type Vec struct {
	X, Y float32
	tag  uint8
}

func (a *Arena) NewVec(x, y float32) *Vec {
	v := (*Vec)(a.alloc(unsafe.Sizeof(Vec{}), unsafe.Alignof(Vec{})))
	*v = Vec{X: x, Y: y}
	return v
}

func (a *Arena) Ints(n int) []int {
	p := a.alloc(uintptr(n)*unsafe.Sizeof(int(0)), 8)
	return unsafe.Slice((*int)(p), n)
}

func (a *Arena) CopyString(s string) string {
	if len(s) == 0 {
		return ""
	}
	p := (*byte)(a.alloc(uintptr(len(s)), 1))
	copy(unsafe.Slice(p, len(s)), s)
	return unsafe.String(p, len(s))
}

func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

type slot struct {
	next *slot
	data [6]uintptr
}

type Pool struct {
	free  *slot
	slabs [][]slot
	live  int
}

func (p *Pool) grow() {
	slab := make([]slot, 32)
	for i := range slab {
		s := &slab[i]
		s.next, p.free = p.free, s
	}
	p.slabs = append(p.slabs, slab)
}

func (p *Pool) Get() unsafe.Pointer {
	if p.free == nil {
		p.grow()
	}
	s := p.free
	p.free = s.next
	s.next = nil
	p.live++
	return unsafe.Pointer(&s.data)
}

func (p *Pool) Put(ptr unsafe.Pointer) {
	s := (*slot)(unsafe.Add(ptr, -int(unsafe.Offsetof(slot{}.data))))
	s.data = [6]uintptr{}
	s.next = p.free
	p.free = s
	p.live--
}

type header struct {
	kind uint16
	size uint16
	crc  uint32
}

func decode(b []byte) (h header, rest []byte) {
	if uintptr(len(b)) < unsafe.Sizeof(h) {
		return
	}
	h = *(*header)(unsafe.Pointer(&b[0]))
	return h, b[unsafe.Sizeof(h):]
}

func floatBits(f float64) uint64 { return *(*uint64)(unsafe.Pointer(&f)) }

func fromBits(u uint64) (f float64) {
	p := (*float64)(unsafe.Pointer(&u))
	return *p
}

type eface struct {
	typ, data unsafe.Pointer
}

func dataWord(v any) unsafe.Pointer { return (*eface)(unsafe.Pointer(&v)).data }

func field(v *Vec, i int) *float32 {
	base := unsafe.Pointer(v)
	return (*float32)(unsafe.Pointer(uintptr(base) + uintptr(i)*unsafe.Sizeof(v.X)))
}

func noescape(p unsafe.Pointer) unsafe.Pointer {
	x := uintptr(p)
	return unsafe.Pointer(x ^ 0)
}

func hidden() int {
	var local [4]int
	local[2] = 7
	q := (*[4]int)(noescape(unsafe.Pointer(&local)))
	return q[2]
}

func toArray(b []byte) [4]byte { return *(*[4]byte)(b) }

func Exercise() (sum int) {
	var a Arena
	v := a.NewVec(1, 2)
	*field(v, 1) += 3
	xs := a.Ints(10)
	for i := range xs {
		xs[i] = i * i
		sum += xs[i]
	}
	name := a.CopyString("arena")
	raw := []byte("\x01\x00\x02\x00abcdrest")
	h, rest := decode(raw)
	sum += int(h.kind) + len(rest) + len(stringOf(bytesOf(name)))
	var pool Pool
	p := pool.Get()
	*(*int)(p) = 5
	pool.Put(p)
	sum += hidden() + int(floatBits(1.5)>>60) + int(fromBits(0))
	n := 77
	if dataWord(n) != nil {
		sum++
	}
	arr := toArray(raw)
	sum += int(arr[1])
	a.Reset()
	return sum
}
