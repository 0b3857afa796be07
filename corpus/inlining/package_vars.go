// Initialisers that call small functions, literals and methods.
package p

type conf struct {
	name string
	opts []string
	f    func() int
}

func mk(name string, opts ...string) conf { return conf{name: name, opts: opts} }
func ptr(c conf) *conf                    { return &c }
func (c conf) with(f func() int) conf     { c.f = f; return c }

var (
	a     = mk("a", "x", "y")
	b     = ptr(mk("b"))
	c     = mk("c").with(func() int { return len(a.opts) })
	table = map[string]func() int{"c": c.f, "n": func() int { return 1 }}
	n     = func() int { return c.f() + 1 }()
	list  = []*conf{b, ptr(c), {name: "d"}}
)

func init() {
	d := mk("d", b.opts...)
	list = append(list, ptr(d))
}

func use() int { return n + len(list) + table["c"]() }
