// Wrappers of shapes: of what a shape embeds, and in which order.
package p

type leaf struct{ p *int }

func (l *leaf) set(p *int) { l.p = p }
func (l leaf) get() *int    { return l.p }

type valuer interface {
	get() *int
	kind() int
}

// Its shape is a struct with methods of its own.
type unit struct{ leaf }

func (u unit) kind() int { return 0 }

type word struct{ leaf }

// Instances of it mention the shape of their argument in receivers only.
type ref[T valuer] struct{ word }

func (r ref[T]) kind() int {
	var x T
	return x.kind()
}

func (r ref[T]) add(p *int) (q ref[T]) {
	q.set(p)
	return q
}

var _ valuer = ref[unit]{}

// The dictionary of a method that is promoted from an instance.
type table[K comparable, V any] struct {
	keys   []K
	values []V
}

func (t *table[K, V]) add(k K, v V) *V {
	t.keys = append(t.keys, k)
	t.values = append(t.values, v)
	return &t.values[len(t.values)-1]
}

type index[K comparable] struct {
	*table[K, *int]
	name string
}

type box[T any] struct{ inside T }

func (b *box[T]) content() *T { return &b.inside }

func boxed() any {
	b := &box[index[string]]{index[string]{&table[string, *int]{}, "names"}}
	b.content().add("zero", new(int))
	return b
}

// Two interfaces with the same methods, one of which embeds another one.
type summer interface {
	Sum(into []byte) []byte
	Reset()
}

type plain interface {
	Sum(b []byte) []byte
	Reset()
}

type wide interface {
	plain
}

func total[H summer](h H, b []byte) []byte {
	h.Reset()
	return h.Sum(b)
}

func totals(a summer, b plain, c wide) [][]byte {
	return [][]byte{total(a, nil), total(b, nil), total(c, nil)}
}
