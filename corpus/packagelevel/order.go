package p

// Initialisers that depend on each other through functions, methods and
// closures; function literals nested at package level; blank variables.

var a = b + 1
var b = f()
var c = func() int { return d * 2 }
var d = 4

func f() int { return c() + g.total() }

type group struct {
	parts []*int
	fn    func(*int) int
}

var g = group{
	parts: []*int{&d, new(int)},
	fn: func(p *int) int {
		add := func(q *int) int { return *q + *p }
		return add(&d)
	},
}

func (g *group) total() (n int) {
	for _, p := range g.parts {
		n += *p
	}
	return n
}

var outer = func() func() *int {
	return func() *int {
		x := a
		return &x
	}
}

var pipeline = []func(int) int{
	func(x int) int { return x + 1 },
	compose(func(x int) int { return x * 2 }, func(x int) int { return x - d }),
}

func compose(f, g func(int) int) func(int) int {
	return func(x int) int { return g(f(x)) }
}

var _ = &group{fn: g.fn}
var _, _ = f(), new(group)
var _ interface{} = group{}
var _ interface{ total() int } = (*group)(nil)

var x, y = 1, &x
var p, q = swap(&x, y)

func swap(p, q *int) (*int, *int) { return q, p }

const scale = 3

var scaled = [scale * 2]*int{scale: y}
