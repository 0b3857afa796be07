// An LRU cache on an intrusive list with sentinel, eviction callbacks and a loading wrapper.
package p

type Key = string

type entry struct {
	prev, next *entry
	key        Key
	value      interface{}
	cost       int
}

type Cache struct {
	root    entry
	items   map[Key]*entry
	max     int
	cost    int
	onEvict func(Key, interface{})
	Stats
}

type Stats struct{ Hits, Misses, Evictions int }

func (s *Stats) Ratio() float64 {
	if n := s.Hits + s.Misses; n > 0 {
		return float64(s.Hits) / float64(n)
	}
	return 0
}

func New(max int) *Cache {
	c := &Cache{max: max, items: make(map[Key]*entry, max)}
	c.root.prev = &c.root
	c.root.next = &c.root
	return c
}

func (e *entry) unlink() *entry {
	e.prev.next = e.next
	e.next.prev = e.prev
	e.prev, e.next = nil, nil
	return e
}

func (e *entry) insertAfter(at *entry) {
	e.prev = at
	e.next = at.next
	at.next.prev = e
	at.next = e
}

func (c *Cache) touch(e *entry) {
	e.unlink().insertAfter(&c.root)
}

func (c *Cache) Get(k Key) (v interface{}, ok bool) {
	e, ok := c.items[k]
	if !ok {
		c.Misses++
		return
	}
	c.Hits++
	c.touch(e)
	return e.value, true
}

func (c *Cache) Put(k Key, v interface{}, cost int) {
	if e := c.items[k]; e != nil {
		c.cost += cost - e.cost
		e.value, e.cost = v, cost
		c.touch(e)
	} else {
		e = &entry{key: k, value: v, cost: cost}
		e.insertAfter(&c.root)
		c.items[k] = e
		c.cost += cost
	}
	for c.cost > c.max {
		c.evict()
	}
}

func (c *Cache) evict() {
	last := c.root.prev
	if last == &c.root {
		return
	}
	last.unlink()
	delete(c.items, last.key)
	c.cost -= last.cost
	c.Evictions++
	if f := c.onEvict; f != nil {
		f(last.key, last.value)
	}
}

func (c *Cache) Remove(k Key) bool {
	if e, ok := c.items[k]; ok {
		e.unlink()
		delete(c.items, k)
		c.cost -= e.cost
		return true
	}
	return false
}

func (c *Cache) Keys() []Key {
	keys := make([]Key, 0, len(c.items))
	for e := c.root.next; e != &c.root; e = e.next {
		keys = append(keys, e.key)
	}
	return keys
}

type Loader interface {
	Load(Key) (value interface{}, cost int, err error)
}

type LoaderFunc func(Key) (interface{}, int, error)

func (f LoaderFunc) Load(k Key) (interface{}, int, error) { return f(k) }

type Loading struct {
	*Cache
	Loader
	failed map[Key]error
}

func (l *Loading) Fetch(k Key) (interface{}, error) {
	if v, ok := l.Get(k); ok {
		return v, nil
	}
	if err := l.failed[k]; err != nil {
		return nil, err
	}
	v, cost, err := l.Load(k)
	if err != nil {
		l.failed[k] = err
		return nil, err
	}
	l.Put(k, v, cost)
	return v, nil
}

type notFound struct{ key Key }

func (n notFound) Error() string { return "not found: " + n.key }

type blob struct {
	bytes [64]byte
	n     int
}

func Run(names []string) (evicted []Key) {
	c := New(300)
	c.onEvict = func(k Key, v interface{}) {
		evicted = append(evicted, k)
		if b, ok := v.(*blob); ok {
			b.n = 0
		}
	}
	l := Loading{
		Cache: c,
		Loader: LoaderFunc(func(k Key) (interface{}, int, error) {
			if len(k) == 0 {
				return nil, 0, notFound{k}
			}
			b := blob{n: len(k)}
			copy(b.bytes[:], k)
			if len(k) > 5 {
				return b, 64, nil
			}
			return &b, 64, nil
		}),
		failed: map[Key]error{},
	}
	for _, n := range names {
		v, err := l.Fetch(n)
		switch {
		case err != nil:
			println(err.Error())
		case v == nil:
			println("nil")
		}
	}
	c.Put("n", 3.14, 8)
	c.Put("s", names, 24)
	c.Remove("n")
	println(c.Ratio(), len(c.Keys()))
	return
}
