// A doubly linked list and an LRU cache on top of it: with eviction callbacks, statistics, iteration, and a sharded variant.
package p

// element is one link of a list.
type element struct {
	next, prev *element
	list       *list
	value      any
}

func (e *element) Next() *element {
	if p := e.next; e.list != nil && p != &e.list.root {
		return p
	}
	return nil
}

func (e *element) Prev() *element {
	if p := e.prev; e.list != nil && p != &e.list.root {
		return p
	}
	return nil
}

// list is a ring with a sentinel.
type list struct {
	root element
	size int
}

func newList() *list { return new(list).reset() }

func (l *list) reset() *list {
	l.root.next = &l.root
	l.root.prev = &l.root
	l.size = 0
	return l
}

func (l *list) lazy() {
	if l.root.next == nil {
		l.reset()
	}
}

func (l *list) Len() int { return l.size }

func (l *list) Front() *element {
	if l.size == 0 {
		return nil
	}
	return l.root.next
}

func (l *list) Back() *element {
	if l.size == 0 {
		return nil
	}
	return l.root.prev
}

func (l *list) link(e, at *element) *element {
	e.prev = at
	e.next = at.next
	e.prev.next = e
	e.next.prev = e
	e.list = l
	l.size++
	return e
}

func (l *list) linkValue(v any, at *element) *element {
	return l.link(&element{value: v}, at)
}

func (l *list) unlink(e *element) {
	e.prev.next = e.next
	e.next.prev = e.prev
	e.next = nil
	e.prev = nil
	e.list = nil
	l.size--
}

func (l *list) move(e, at *element) {
	if e == at {
		return
	}
	e.prev.next = e.next
	e.next.prev = e.prev

	e.prev = at
	e.next = at.next
	e.prev.next = e
	e.next.prev = e
}

func (l *list) PushFront(v any) *element {
	l.lazy()
	return l.linkValue(v, &l.root)
}

func (l *list) PushBack(v any) *element {
	l.lazy()
	return l.linkValue(v, l.root.prev)
}

func (l *list) Remove(e *element) any {
	if e.list == l {
		l.unlink(e)
	}
	return e.value
}

func (l *list) MoveToFront(e *element) {
	if e.list != l || l.root.next == e {
		return
	}
	l.move(e, &l.root)
}

func (l *list) Each(f func(v any) bool) {
	for e := l.Front(); e != nil; e = e.Next() {
		if !f(e.value) {
			return
		}
	}
}

func (l *list) Values() (out []any) {
	l.Each(func(v any) bool {
		out = append(out, v)
		return true
	})
	return
}

// cache keeps the most recently used entries.
type cache struct {
	capacity int
	order    *list
	items    map[string]*element
	onEvict  func(key string, value any)
	stats    stats
}

type entry struct {
	key   string
	value any
	cost  int
}

type stats struct {
	hits, misses, evictions int
}

func (s stats) ratio() float64 {
	total := s.hits + s.misses
	if total == 0 {
		return 0
	}
	return float64(s.hits) / float64(total)
}

func (s *stats) add(t stats) {
	s.hits += t.hits
	s.misses += t.misses
	s.evictions += t.evictions
}

type option func(*cache)

func withEvict(f func(string, any)) option {
	return func(c *cache) { c.onEvict = f }
}

func withCapacity(n int) option {
	return func(c *cache) {
		if n > 0 {
			c.capacity = n
		}
	}
}

func newCache(opts ...option) *cache {
	c := &cache{
		capacity: 128,
		order:    newList(),
		items:    make(map[string]*element),
	}
	for _, o := range opts {
		o(c)
	}
	return c
}

func (c *cache) Get(key string) (value any, ok bool) {
	if e, hit := c.items[key]; hit {
		c.stats.hits++
		c.order.MoveToFront(e)
		return e.value.(*entry).value, true
	}
	c.stats.misses++
	return nil, false
}

func (c *cache) GetOrCompute(key string, compute func(string) (any, error)) (any, error) {
	if v, ok := c.Get(key); ok {
		return v, nil
	}
	v, err := compute(key)
	if err != nil {
		return nil, &cacheError{key: key, err: err}
	}
	c.Put(key, v)
	return v, nil
}

func (c *cache) Put(key string, value any) {
	if e, ok := c.items[key]; ok {
		e.value.(*entry).value = value
		c.order.MoveToFront(e)
		return
	}
	ent := &entry{key: key, value: value, cost: 1}
	c.items[key] = c.order.PushFront(ent)
	for c.order.Len() > c.capacity {
		c.evict()
	}
}

func (c *cache) evict() {
	oldest := c.order.Back()
	if oldest == nil {
		return
	}
	ent := c.order.Remove(oldest).(*entry)
	delete(c.items, ent.key)
	c.stats.evictions++
	if c.onEvict != nil {
		c.onEvict(ent.key, ent.value)
	}
}

func (c *cache) Keys() []string {
	keys := make([]string, 0, c.order.Len())
	c.order.Each(func(v any) bool {
		keys = append(keys, v.(*entry).key)
		return true
	})
	return keys
}

func (c *cache) Resize(n int) (evicted int) {
	c.capacity = n
	for c.order.Len() > n {
		c.evict()
		evicted++
	}
	return
}

func (c *cache) Snapshot() map[string]entry {
	m := make(map[string]entry, len(c.items))
	for k, e := range c.items {
		m[k] = *e.value.(*entry)
	}
	return m
}

type cacheError struct {
	key string
	err error
}

func (e *cacheError) Error() string { return "computing " + e.key + ": " + e.err.Error() }

func (e *cacheError) Unwrap() error { return e.err }

type textError string

func (t textError) Error() string { return string(t) }

// sharded spreads keys over caches, each with a lock of its own.
type sharded struct {
	shards [8]struct {
		lock  chan struct{}
		cache *cache
	}
}

func newSharded(opts ...option) *sharded {
	s := &sharded{}
	for i := range s.shards {
		sh := &s.shards[i]
		sh.lock = make(chan struct{}, 1)
		sh.cache = newCache(opts...)
	}
	return s
}

func hash(key string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(key); i++ {
		h ^= uint32(key[i])
		h *= 16777619
	}
	return h
}

func (s *sharded) with(key string, f func(*cache)) {
	sh := &s.shards[hash(key)%uint32(len(s.shards))]
	sh.lock <- struct{}{}
	defer func() { <-sh.lock }()
	f(sh.cache)
}

func (s *sharded) Get(key string) (v any, ok bool) {
	s.with(key, func(c *cache) { v, ok = c.Get(key) })
	return
}

func (s *sharded) Put(key string, v any) {
	s.with(key, func(c *cache) { c.Put(key, v) })
}

func (s *sharded) Stats() stats {
	var total stats
	for _, sh := range s.shards {
		total.add(sh.cache.stats)
	}
	return total
}

func demo(keys []string) (report string, err error) {
	evicted := 0
	c := newCache(withCapacity(2), withEvict(func(k string, v any) {
		evicted++
		println("evicted", k)
	}))
	for i, k := range keys {
		c.Put(k, i)
	}
	length := func(k string) (any, error) {
		if k == "" {
			return nil, textError("empty key")
		}
		return len(k), nil
	}
	for _, k := range keys {
		v, err := c.GetOrCompute(k, length)
		if err != nil {
			return "", err
		}
		if n, ok := v.(int); ok && n > 3 {
			report += k + " "
		}
	}
	if evicted > c.stats.evictions {
		return report, textError("impossible")
	}
	println(c.stats.ratio(), len(c.Keys()), c.Resize(1), len(c.Snapshot()))

	s := newSharded(withCapacity(4))
	for _, k := range keys {
		s.Put(k, &entry{key: k})
	}
	if v, ok := s.Get("a"); ok {
		report += v.(*entry).key
	}
	st := s.Stats()
	println(st.hits, st.misses)
	return report, nil
}

func localList(n int) (sum int) {
	var l list
	for i := 0; i < n; i++ {
		if i%2 == 0 {
			l.PushBack(i)
		} else {
			l.PushFront(i)
		}
	}
	l.Each(func(v any) bool {
		sum += v.(int)
		return sum < 1000
	})
	return sum + len(l.Values())
}
