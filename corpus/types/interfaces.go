package p

// Implementations of interfaces on every kind of type, converted, stored,
// asserted and compared.

type speaker interface{ speak() string }
type namer interface {
	speaker
	name() *string
}

type word string
type num int
type pt struct{ x, y int }
type ptr struct{ s *string }
type list []string
type fun func() string
type table map[string]string
type pipe chan string
type pair [2]string

func (w word) speak() string  { return string(w) }
func (n num) speak() string   { return "n" }
func (p pt) speak() string    { return "pt" }
func (p *ptr) speak() string  { return *p.s }
func (p *ptr) name() *string  { return p.s }
func (l list) speak() string  { return l[0] }
func (f fun) speak() string   { return f() }
func (t table) speak() string { return t["k"] }
func (c pipe) speak() string  { return <-c }
func (p pair) speak() string  { return p[0] + p[1] }

var kept []speaker
var byName = map[string]speaker{"w": word("x"), "n": num(3), "p": &ptr{}}

func all(n int, s string, l list) []speaker {
	return []speaker{
		word(s), num(n), pt{n, n}, &ptr{&s}, l, list{s}, fun(func() string { return s }),
		table{}, make(pipe), pair{s, "y"}, word("const"), num(5), (*ptr)(nil), fun(nil),
	}
}

func locals(n int, s string) (t int) {
	for _, v := range [...]speaker{word(s), num(n), pt{n, n}, pair{s, s}} {
		t += len(v.speak())
	}
	return
}

func store(v speaker) { kept = append(kept, v) }

func storeAll(n int, p pt) {
	store(num(n))
	store(p)
	store(&p)
}

func (p *pt) extra() {}

func upcast(n namer) speaker { return n }

func downcast(s speaker) (namer, bool) {
	n, ok := s.(namer)
	return n, ok
}

func concrete(s speaker) *ptr { return s.(*ptr) }

func value(s speaker) pt { return s.(pt) }

func valueAddr(s speaker) *pt {
	v := s.(pt)
	return &v
}

func equal(a speaker, n int) bool { return a == num(n) || a == word("x") || a != nil }

func useName(n namer) *string {
	if n.speak() == "" {
		return nil
	}
	return n.name()
}

func onlySpeak(s speaker) int { return len(s.speak()) }

func passLocal() int {
	s := "local"
	p := ptr{&s}
	return onlySpeak(&p) + onlySpeak(pt{1, 2}) + onlySpeak(word(s))
}
