package p

// Local types, the same name in different scopes, recursive local types,
// methods of outer types used by locals.

type T struct{ p *int }

func (t T) get() *int { return t.p }

var sink interface{}

func outer(n int) {
	sink = T{&n}
	type T struct{ n int }
	sink = T{n}
	{
		type T [2]int
		sink = T{n, n}
		sink = &T{}
	}
	sink = new(T)
	sink = []T{{1}, {2}}
}

func another(n int) interface{} {
	type T map[string]int
	return T{"a": n}
}

func recursive(n int) interface{} {
	type node struct {
		next *node
		kids []node
		data map[string]*node
	}
	var head *node
	for i := 0; i < n; i++ {
		head = &node{next: head, kids: make([]node, i)}
	}
	return head
}

func localFunc(p *int) *int {
	type fn func(*int) *int
	var id fn = func(q *int) *int { return q }
	return id(p)
}

func localIface(x interface{}) *int {
	type getter interface{ get() *int }
	if g, ok := x.(getter); ok {
		return g.get()
	}
	type both interface {
		getter
		set(*int)
	}
	x.(both).set(nil)
	return nil
}

func embeds(p *int) *int {
	type wrap struct {
		T
		n int
	}
	w := wrap{T: T{p}}
	return w.get()
}

func inClosure() func() interface{} {
	type L struct{ a *int }
	return func() interface{} {
		type L struct{ b int }
		return L{1}
	}
}

func shadowBuiltins(new func(int) *int, len *int) (int *int) {
	int = new(3)
	*int = *len
	return
}

func shadowTypes(string []byte, byte interface{}) interface{} {
	nil := string
	true := byte
	if nil[0] == 1 {
		return true
	}
	return nil
}
