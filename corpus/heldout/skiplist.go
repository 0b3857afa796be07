// Linked structures: a skip list, a splay-free rope and a doubly linked list with self-assignments; walks by range over func.
package p

type slink struct {
	key  int
	next [6]*slink
	back *slink
}

type SkipList struct {
	head  slink
	seed  uint32
	level int
	path  [6]*slink
}

func (s *SkipList) rand() int {
	s.seed = s.seed*1664525 + 1013904223
	n := 1
	for x := s.seed >> 16; x&1 == 1 && n < len(s.path); x >>= 1 {
		n++
	}
	return n
}

func (s *SkipList) find(key int) *slink {
	n := &s.head
	for l := len(s.path) - 1; l >= 0; l-- {
		for n.next[l] != nil && n.next[l].key < key {
			n = n.next[l]
		}
		s.path[l] = n
	}
	return n.next[0]
}

func (s *SkipList) Insert(key int) bool {
	if n := s.find(key); n != nil && n.key == key {
		return false
	}
	n := &slink{key: key}
	n.back = s.path[0]
	for l := range n.next[:s.rand()] {
		n.next[l] = s.path[l].next[l]
		s.path[l].next[l] = n
	}
	if n.next[0] != nil {
		n.next[0].back = n
	}
	return true
}

func (s *SkipList) All() func(func(int, *slink) bool) {
	return func(yield func(int, *slink) bool) {
		i := 0
		for n := s.head.next[0]; n != nil; n = n.next[0] {
			if !yield(i, n) {
				return
			}
			i++
		}
	}
}

type Rope struct {
	left, right *Rope
	text        string
	weight      int
	scratch     [16]byte
	view        []byte
}

func Leaf(s string) *Rope { return &Rope{text: s, weight: len(s)} }

func (r *Rope) Len() int {
	if r == nil {
		return 0
	}
	if r.right == nil && r.left == nil {
		return r.weight
	}
	return r.weight + r.right.Len()
}

func Join(a, b *Rope) *Rope {
	return &Rope{left: a, right: b, weight: a.Len()}
}

func (r *Rope) Split(i int) (a, b *Rope) {
	switch {
	case r == nil:
		return nil, nil
	case r.left == nil && r.right == nil:
		i = min(i, len(r.text))
		return Leaf(r.text[:i]), Leaf(r.text[i:])
	case i < r.weight:
		a, b = r.left.Split(i)
		return a, Join(b, r.right)
	}
	a, b = r.right.Split(i - r.weight)
	return Join(r.left, a), b
}

func (r *Rope) Leaves(yield func(string) bool) bool {
	if r == nil {
		return true
	}
	if r.text != "" && !yield(r.text) {
		return false
	}
	return r.left.Leaves(yield) && r.right.Leaves(yield)
}

func (r *Rope) prepare() {
	r.view = r.view[:0]
	r.view = r.scratch[:]
	r.text = r.text[1:]
}

type elem struct {
	prev, next *elem
	list       *List
	val        any
}

type List struct {
	root elem
	len  int
}

func (l *List) lazyInit() *List {
	if l.root.next == nil {
		l.root.next = &l.root
		l.root.prev = &l.root
	}
	return l
}

func (l *List) insert(e, at *elem) *elem {
	e.prev, e.next = at, at.next
	e.prev.next = e
	e.next.prev = e
	e.list = l
	l.len++
	return e
}

func (l *List) PushBack(v any) *elem {
	l.lazyInit()
	return l.insert(&elem{val: v}, l.root.prev)
}

func (l *List) Reverse() {
	for e := &l.root; ; {
		e.prev, e.next = e.next, e.prev
		if e = e.prev; e == &l.root {
			return
		}
	}
}

func (l *List) Values() (vals []any) {
	for e := l.lazyInit().root.next; e != &l.root; e = e.next {
		vals = append(vals, e.val)
	}
	return
}

type cyclic struct {
	self *cyclic
	any  any
}

func knot() int {
	var c cyclic
	c.self = &c
	c.any = c.self
	d := cyclic{self: &c}
	d.self.self = &d
	var loop any
	loop = &loop
	_ = loop
	return 1
}

func rotate(n *slink) (head *slink) {
	head = n.next[0]
	n.next[0], head.next[0] = head.next[0], n
	*n, *head = *head, *n
	return head
}

func Play(keys []int) (total int) {
	var s SkipList
	s.seed = 7
	for _, k := range keys {
		s.Insert(k)
	}
	var last *slink
	for i, n := range s.All() {
		if i > 10 {
			break
		}
		total += n.key
		last = n
	}
	if last != nil && last.next[0] != nil {
		last = rotate(last)
	}
	rope := Join(Leaf("hello "), Join(Leaf("big "), Leaf("world")))
	a, b := rope.Split(8)
	joined := ""
	Join(b, a).Leaves(func(s string) bool {
		joined += s
		return true
	})
	rope.left.prepare()
	var l List
	l.PushBack(total)
	l.PushBack(joined).val = &total
	l.Reverse()
	return total + len(l.Values()) + knot()
}
