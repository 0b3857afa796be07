// Functional options, builders and fluent calls, all small enough to be inlined.
package p

type config struct {
	name    string
	retries int
	tags    []string
	hook    func(string)
}

type option func(*config)

func name(s string) option       { return func(c *config) { c.name = s } }
func retries(n int) option       { return func(c *config) { c.retries = n } }
func hook(f func(string)) option { return func(c *config) { c.hook = f } }

func build(opts ...option) config {
	c := config{retries: 1}
	for _, o := range opts {
		o(&c)
	}
	return c
}

func buildPtr(opts ...option) *config {
	c := build(opts...)
	return &c
}

type builder struct{ c config }

func start() *builder                     { return &builder{} }
func (b *builder) Name(s string) *builder { b.c.name = s; return b }
func (b *builder) Tag(s string) *builder  { b.c.tags = append(b.c.tags, s); return b }
func (b *builder) Done() config           { return b.c }
func (b *builder) DonePtr() *config       { return &b.c }
func (c config) with(n int) config        { c.retries = n; return c }
func (c *config) call(s string) {
	if c.hook != nil {
		c.hook(s)
	}
}

var last *config

func use() int {
	c := build(name("a"), retries(3))
	d := start().Name("b").Tag("x").Tag("y").Done()
	e := start().Name("c").DonePtr()
	last = start().DonePtr()
	p := buildPtr(hook(func(s string) { last.name = s }))
	p.call("z")
	return c.with(4).retries + len(d.tags) + e.retries
}
