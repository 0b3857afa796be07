// Methods promoted through values, pointers and interfaces, called directly and as values.
package p

type base struct {
	id   int
	next *base
}

func (b base) ID() int       { return b.id }
func (b *base) SetID(id int) { b.id = id }
func (b *base) Next() *base  { return b.next }
func (b *base) Link(n *base) { b.next = n }

type named struct {
	*base
	name string
}

type object struct {
	named
	mu    lock
	child namer
}

type lock struct{ held bool }

func (l *lock) Lock()   { l.held = true }
func (l *lock) Unlock() { l.held = false }

type namer interface{ Name() string }

func (n named) Name() string { return n.name }

type ider interface {
	ID() int
	SetID(int)
}

type wrapper struct {
	ider
	namer
}

func make1() *object { return &object{named: named{&base{id: 1}, "a"}} }

func use() int {
	o := make1()
	o.SetID(2)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.Link(&base{})
	return o.ID() + o.Next().ID()
}

func wrapped() (int, string) {
	o := make1()
	w := wrapper{o, o}
	w.SetID(7)
	return w.ID(), w.Name()
}

func values() []func() int {
	o := make1()
	var i ider = o
	return []func() int{o.ID, o.base.ID, i.ID, named{&base{}, ""}.ID}
}

var exprs = []func(*object) int{(*object).ID, func(o *object) int { return object.ID(*o) }}
