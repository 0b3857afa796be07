// Constructors that return interfaces, in one and in several steps.
package p

type store interface {
	get(k string) *int
	set(k string, v int)
}

type mem map[string]int

func (m mem) get(k string) *int   { v := m[k]; return &v }
func (m mem) set(k string, v int) { m[k] = v }

type null struct{}

func (null) get(string) *int { return nil }
func (null) set(string, int) {}

func newMem() store  { return mem{} }
func newNull() store { return null{} }
func choose(b bool) store {
	if b {
		return newMem()
	}
	return newNull()
}

func a() int {
	s := newMem()
	s.set("a", 1)
	return *s.get("a")
}

func b() *int {
	s := newNull()
	s.set("b", 2)
	return s.get("b")
}

func c(x bool) *int { return choose(x).get("c") }

func d() *int { return choose(true).get("d") }

type logged struct{ store }

func (l logged) set(k string, v int) { println(k, v); l.store.set(k, v) }

func e() *int {
	var s store = logged{newMem()}
	s.set("e", 3)
	return s.get("e")
}
