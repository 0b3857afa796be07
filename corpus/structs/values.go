package p

// Structs passed, returned and copied by value: fields are not distinguished,
// a pointer in one field follows the whole variable.

type opts struct {
	name  string
	out   *int
	hooks []func(*int)
	next  *opts
}

var current opts
var log []*int

func byValue(o opts) *int { return o.out }

func modify(o opts, p *int) opts {
	o.out = p
	o.hooks = append(o.hooks, func(q *int) { log = append(log, q) })
	return o
}

func whole(p, q *int) *int {
	var o opts
	o.out = p
	n := opts{out: q, next: &o}
	return n.next.out
}

func mixFields(p *int) string {
	o := opts{name: "x", out: p}
	return o.name
}

func copies(o *opts) (c opts) {
	c = *o
	c.next = o
	return c
}

func global(o opts) {
	current = o
}

func globalField(p *int) {
	current.out = p
	current.next = &opts{out: p}
}

func runHooks(o *opts) {
	x := 1
	for _, h := range o.hooks {
		h(&x)
	}
	o.hooks = nil
}

func builder() *opts {
	o := new(opts)
	o.set("a").set("b").with(o.out)
	return o
}

func (o *opts) set(name string) *opts {
	o.name = name
	return o
}

func (o *opts) with(p *int) *opts {
	o.out = p
	return o
}

func (o opts) clone() *opts { return &o }

func (o opts) depth() (n int) {
	for p := &o; p != nil; p = p.next {
		n++
	}
	return
}

func arrayOfStructs(p *int) (a [2]opts) {
	a[1].out = p
	a[0].next = &a[1]
	return a
}
