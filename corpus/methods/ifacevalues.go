package p

// Method values and method expressions of interfaces; methods on non-struct
// types; recursive methods; shadowing of fields by methods.

type visitor interface {
	visit(n *node) visitor
	done()
}

type node struct {
	kids []*node
	name string
}

type counter int
type fnVisitor func(*node) bool
type names []string
type set map[string]*node
type queue chan *node

func (c *counter) visit(n *node) visitor { *c++; return c }
func (c *counter) done()                 {}

func (f fnVisitor) visit(n *node) visitor {
	if f(n) {
		return f
	}
	return nil
}
func (f fnVisitor) done() {}

func (s names) visit(n *node) visitor { return append(s, n.name) }
func (s names) done()                 { clear(s) }

func (m set) visit(n *node) visitor { m[n.name] = n; return m }
func (m set) done()                 { delete(m, "") }

func (q queue) visit(n *node) visitor { q <- n; return q }
func (q queue) done()                 { close(q) }

func walk(v visitor, n *node) {
	if v = v.visit(n); v == nil {
		return
	}
	for _, k := range n.kids {
		walk(v, k)
	}
	v.done()
}

func count(n *node) int {
	var c counter
	walk(&c, n)
	return int(c)
}

func collect(n *node) (out []string) {
	walk(fnVisitor(func(k *node) bool {
		out = append(out, k.name)
		return len(out) < 10
	}), n)
	return out
}

func others(n *node) {
	walk(names{"a"}, n)
	walk(make(set), n)
	walk(make(queue, 1), n)
}

func bound(v visitor) func(*node) visitor { return v.visit }

func boundLocal(v visitor, n *node) { f := v.visit; f(n) }

func expr(v visitor, n *node) { visitor.visit(v, n) }

func exprValue() func(visitor) { return visitor.done }

func (n *node) each(f func(*node)) {
	f(n)
	for _, k := range n.kids {
		k.each(f)
	}
}

func (n *node) find(name string) *node {
	if n.name == name {
		return n
	}
	for _, k := range n.kids {
		if r := k.find(name); r != nil {
			return r
		}
	}
	return nil
}
