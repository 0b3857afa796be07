// A byte trie with prefix iteration by callback, deletion and a visitor stack.
package p

type Trie struct {
	root node
	size int
}

type node struct {
	kids  map[byte]*node
	value *string
}

func (n *node) child(b byte, create bool) *node {
	c, ok := n.kids[b]
	if !ok && create {
		if n.kids == nil {
			n.kids = make(map[byte]*node)
		}
		c = new(node)
		n.kids[b] = c
	}
	return c
}

func (t *Trie) walk(key []byte) (n *node) {
	n = &t.root
	for _, b := range key {
		if n = n.child(b, false); n == nil {
			return nil
		}
	}
	return n
}

func (t *Trie) Put(key, value string) (old string, replaced bool) {
	n := &t.root
	for i := 0; i < len(key); i++ {
		n = n.child(key[i], true)
	}
	if n.value != nil {
		old, replaced = *n.value, true
	} else {
		t.size++
	}
	n.value = &value
	return
}

func (t *Trie) Get(key string) (string, bool) {
	if n := t.walk([]byte(key)); n != nil && n.value != nil {
		return *n.value, true
	}
	return "", false
}

func (t *Trie) Delete(key string) bool {
	path := make([]*node, 0, 16)
	n := &t.root
	for i := 0; i < len(key); i++ {
		path = append(path, n)
		n = n.kids[key[i]]
		if n == nil {
			return false
		}
	}
	if n.value == nil {
		return false
	}
	n.value = nil
	t.size--
	for i := len(path) - 1; i >= 0; i-- {
		if len(n.kids) > 0 || n.value != nil {
			break
		}
		delete(path[i].kids, key[i])
		n = path[i]
	}
	return true
}

func (n *node) each(prefix []byte, f func(k, v string) bool) bool {
	if n.value != nil && !f(string(prefix), *n.value) {
		return false
	}
	for b := 0; b < 256; b++ {
		if c := n.kids[byte(b)]; c != nil {
			if !c.each(append(prefix, byte(b)), f) {
				return false
			}
		}
	}
	return true
}

func (t *Trie) Prefix(p string, f func(k, v string) bool) {
	if n := t.walk([]byte(p)); n != nil {
		n.each([]byte(p), f)
	}
}

func (t *Trie) Keys(p string) (keys []string) {
	t.Prefix(p, func(k, _ string) bool {
		keys = append(keys, k)
		return true
	})
	return keys
}

func (t *Trie) Longest(s string) (best string) {
	n := &t.root
	for i := range s {
		if n.value != nil {
			best = s[:i]
		}
		if n = n.child(s[i], false); n == nil {
			return
		}
	}
	if n.value != nil {
		best = s
	}
	return
}

type frame struct {
	n   *node
	key string
}

// Depths visits without recursion.
func (t *Trie) Depths() []int {
	var hist [8]int
	stack := []frame{{&t.root, ""}}
	for len(stack) != 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if d := len(top.key); d < len(hist) {
			hist[d]++
		}
		for b, c := range top.n.kids {
			stack = append(stack, frame{c, top.key + string(rune(b))})
		}
	}
	return hist[:]
}

func FromPairs(pairs ...[2]string) *Trie {
	t := Trie{}
	for _, p := range pairs {
		t.Put(p[0], p[1])
	}
	return &t
}

func Check() int {
	t := FromPairs([2]string{"tea", "drink"}, [2]string{"team", "people"}, [2]string{"ten", "10"})
	count := 0
	t.Prefix("te", func(k, v string) bool {
		count += len(k) + len(v)
		return count < 100
	})
	t.Delete("tea")
	if _, ok := t.Get("tea"); ok {
		panic("still there")
	}
	local := &Trie{}
	local.Put("x", "y")
	println(t.Longest("teams"), len(t.Keys("")), local.size)
	for i, d := range t.Depths() {
		print(i, ":", d, " ")
	}
	return count
}
