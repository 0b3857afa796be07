// A B-tree with string keys: search, insertion with splits, deletion, ranges, cursors, bulk loading, statistics, checks.
package p

const degree = 4

type item struct {
	key   string
	value []byte
}

type node struct {
	items    []item
	children []*node
}

type tree struct {
	root   *node
	count  int
	free   []*node
	less   func(a, b string) bool
	onFree func(*node)
}

type visitor interface {
	enter(n *node, depth int) bool
	leave(n *node)
}

func lexical(a, b string) bool { return a < b }

func newTree() *tree { return &tree{less: lexical} }

func newTreeFunc(less func(a, b string) bool) (t *tree) {
	t = newTree()
	if less != nil {
		t.less = less
	}
	return
}

func (n *node) leaf() bool { return len(n.children) == 0 }

func (t *tree) alloc() *node {
	if k := len(t.free); k > 0 {
		n := t.free[k-1]
		t.free = t.free[:k-1]
		return n
	}
	return &node{items: make([]item, 0, 2*degree)}
}

func (t *tree) release(n *node) {
	clear(n.items)
	n.items = n.items[:0]
	n.children = n.children[:0]
	t.free = append(t.free, n)
	if t.onFree != nil {
		t.onFree(n)
	}
}

func (t *tree) search(n *node, key string) (i int, found bool) {
	lo, hi := 0, len(n.items)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.less(n.items[mid].key, key) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(n.items) && !t.less(key, n.items[lo].key)
}

func (t *tree) Get(key string) ([]byte, bool) {
	if it := t.find(key); it != nil {
		return it.value, true
	}
	return nil, false
}

func (t *tree) find(key string) *item {
	for n := t.root; n != nil; {
		i, found := t.search(n, key)
		if found {
			return &n.items[i]
		}
		if n.leaf() {
			break
		}
		n = n.children[i]
	}
	return nil
}

func (t *tree) GetString(key, def string) string {
	if v, ok := t.Get(key); ok {
		return string(v)
	}
	return def
}

func (n *node) insertItem(i int, it item) {
	n.items = append(n.items, item{})
	copy(n.items[i+1:], n.items[i:])
	n.items[i] = it
}

func (n *node) insertChild(i int, c *node) {
	n.children = append(n.children, nil)
	copy(n.children[i+1:], n.children[i:])
	n.children[i] = c
}

func (n *node) removeItem(i int) (it item) {
	it = n.items[i]
	copy(n.items[i:], n.items[i+1:])
	n.items[len(n.items)-1] = item{}
	n.items = n.items[:len(n.items)-1]
	return
}

func (n *node) removeChild(i int) *node {
	c := n.children[i]
	n.children = append(n.children[:i], n.children[i+1:]...)
	return c
}

func (t *tree) split(parent *node, i int) {
	left := parent.children[i]
	mid := len(left.items) / 2
	right := t.alloc()
	right.items = append(right.items, left.items[mid+1:]...)
	if !left.leaf() {
		right.children = append(right.children, left.children[mid+1:]...)
		left.children = left.children[:mid+1]
	}
	up := left.items[mid]
	left.items = left.items[:mid]
	parent.insertItem(i, up)
	parent.insertChild(i+1, right)
}

func (n *node) full() bool { return len(n.items) >= 2*degree-1 }

func (t *tree) Put(key string, value []byte) (old []byte) {
	if t.root == nil {
		t.root = t.alloc()
	}
	if t.root.full() {
		top := t.alloc()
		top.children = append(top.children, t.root)
		t.root = top
		t.split(top, 0)
	}
	n := t.root
	for {
		i, found := t.search(n, key)
		if found {
			old, n.items[i].value = n.items[i].value, value
			return old
		}
		if n.leaf() {
			n.insertItem(i, item{key, value})
			t.count++
			return nil
		}
		if n.children[i].full() {
			t.split(n, i)
			if t.less(n.items[i].key, key) {
				i++
			} else if n.items[i].key == key {
				n.items[i].value = value
				return
			}
		}
		n = n.children[i]
	}
}

func (t *tree) PutString(key, value string) { t.Put(key, []byte(value)) }

func (t *tree) Update(key string, f func(old []byte) []byte) {
	if it := t.find(key); it != nil {
		it.value = f(it.value)
		return
	}
	t.Put(key, f(nil))
}

func (t *tree) Delete(key string) bool {
	if t.root == nil {
		return false
	}
	_, ok := t.remove(t.root, key)
	if len(t.root.items) == 0 && !t.root.leaf() {
		old := t.root
		t.root = old.children[0]
		t.release(old)
	}
	if ok {
		t.count--
	}
	return ok
}

func (t *tree) remove(n *node, key string) (it item, ok bool) {
	i, found := t.search(n, key)
	if n.leaf() {
		if found {
			return n.removeItem(i), true
		}
		return
	}
	if found {
		pred := n.children[i]
		for !pred.leaf() {
			pred = pred.children[len(pred.children)-1]
		}
		it = n.items[i]
		n.items[i] = pred.items[len(pred.items)-1]
		t.remove(n.children[i], n.items[i].key)
		t.rebalance(n, i)
		return it, true
	}
	it, ok = t.remove(n.children[i], key)
	t.rebalance(n, i)
	return
}

func (t *tree) rebalance(n *node, i int) {
	c := n.children[i]
	if len(c.items) >= degree-1 {
		return
	}
	if i > 0 {
		if left := n.children[i-1]; len(left.items) >= degree {
			c.insertItem(0, n.items[i-1])
			n.items[i-1] = left.removeItem(len(left.items) - 1)
			if !left.leaf() {
				c.insertChild(0, left.removeChild(len(left.children)-1))
			}
			return
		}
		i--
	} else if i+1 < len(n.children) {
		if right := n.children[i+1]; len(right.items) >= degree {
			c.items = append(c.items, n.items[i])
			n.items[i] = right.removeItem(0)
			if !right.leaf() {
				c.children = append(c.children, right.removeChild(0))
			}
			return
		}
	} else {
		return
	}
	left, right := n.children[i], n.removeChild(i+1)
	left.items = append(append(left.items, n.removeItem(i)), right.items...)
	left.children = append(left.children, right.children...)
	t.release(right)
}

func (t *tree) Each(f func(it *item) bool) bool {
	var walk func(n *node) bool
	walk = func(n *node) bool {
		if n == nil {
			return true
		}
		for i := range n.items {
			if !n.leaf() && !walk(n.children[i]) {
				return false
			}
			if !f(&n.items[i]) {
				return false
			}
		}
		return n.leaf() || walk(n.children[len(n.items)])
	}
	return walk(t.root)
}

func (t *tree) Range(from, to string) (out []item) {
	t.Each(func(it *item) bool {
		if t.less(it.key, from) {
			return true
		}
		if !t.less(it.key, to) {
			return false
		}
		out = append(out, *it)
		return true
	})
	return out
}

func (t *tree) Keys() []string {
	keys := make([]string, 0, t.count)
	t.Each(func(it *item) bool { keys = append(keys, it.key); return true })
	return keys
}

// cursor walks the tree without recursion.
type cursor struct {
	stack [16]struct {
		n *node
		i int
	}
	depth int
	t     *tree
}

func (t *tree) Cursor() cursor {
	c := cursor{t: t}
	c.descend(t.root)
	return c
}

func (c *cursor) descend(n *node) {
	for n != nil {
		c.stack[c.depth].n = n
		c.stack[c.depth].i = 0
		c.depth++
		if n.leaf() {
			return
		}
		n = n.children[0]
	}
}

func (c *cursor) Next() (it *item, ok bool) {
	for c.depth > 0 {
		top := &c.stack[c.depth-1]
		if top.i < len(top.n.items) {
			it = &top.n.items[top.i]
			top.i++
			if !top.n.leaf() {
				c.descend(top.n.children[top.i])
			}
			return it, true
		}
		c.depth--
	}
	return nil, false
}

func (t *tree) accept(v visitor) {
	type pending struct {
		n     *node
		depth int
		after bool
	}
	work := []pending{{n: t.root}}
	for len(work) > 0 {
		p := work[len(work)-1]
		work = work[:len(work)-1]
		switch {
		case p.n == nil:
		case p.after:
			v.leave(p.n)
		case v.enter(p.n, p.depth):
			work = append(work, pending{n: p.n, after: true})
			for _, c := range p.n.children {
				work = append(work, pending{n: c, depth: p.depth + 1})
			}
		}
	}
}

type shape struct {
	nodes, items, depth int
	perDepth            map[int]int
}

func (s *shape) enter(n *node, depth int) bool {
	s.nodes++
	s.items += len(n.items)
	s.depth = max(s.depth, depth)
	s.perDepth[depth]++
	return true
}

func (s *shape) leave(*node) {}

type orderCheck struct {
	last *string
	bad  []string
}

func (t *tree) check() error {
	var oc orderCheck
	t.Each(func(it *item) bool {
		if oc.last != nil && !t.less(*oc.last, it.key) {
			oc.bad = append(oc.bad, it.key)
		}
		oc.last = &it.key
		return true
	})
	if len(oc.bad) > 0 {
		return oc
	}
	return nil
}

func (o orderCheck) Error() string { return "out of order: " + o.bad[0] }

func (t *tree) stats() shape {
	s := shape{perDepth: map[int]int{}}
	t.accept(&s)
	return s
}

func load(pairs map[string]string) (*tree, error) {
	t := newTreeFunc(func(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b })
	freed := 0
	t.onFree = func(*node) { freed++ }
	for k, v := range pairs {
		t.PutString(k, v)
	}
	t.Update("count", func(old []byte) []byte { return append(old, byte(len(pairs))) })
	return t, t.check()
}

func demo() (n int) {
	t := newTree()
	for i := 0; i < 100; i++ {
		t.Put(string([]byte{byte('a' + i%26), byte('a' + i/26)}), []byte{byte(i)})
	}
	for c := t.Cursor(); ; {
		it, ok := c.Next()
		if !ok {
			break
		}
		n += len(it.key)
	}
	for _, it := range t.Range("c", "f") {
		if t.Delete(it.key) {
			n--
		}
	}
	return n + t.stats().nodes + len(t.Keys()) + len(t.GetString("aa", "none"))
}
