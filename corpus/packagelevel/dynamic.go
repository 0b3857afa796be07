package p

// Initialisers that call functions, several variables from one call,
// dependencies that decide the order, closures called at package level.

type store struct {
	items map[string]*int
	order []string
}

func newStore(names ...string) *store {
	s := &store{items: map[string]*int{}}
	for i, n := range names {
		s.items[n] = &i
		s.order = append(s.order, n)
	}
	return s
}

func (s *store) get(n string) (*int, bool) {
	v, ok := s.items[n]
	return v, ok
}

var third = second + first

var main1 = newStore("a", "b")
var value, present = main1.get("a")
var other, _ = main1.get("b")
var _ = newStore()
var _, exists = main1.items["z"]

var second = *value + size()
var first = func() int {
	n := 3
	p := &n
	return *p
}()

func size() int { return len(main1.order) }

var counter = func() func() int {
	n := 0
	return func() int { n++; return n }
}()

var asserted = interface{}(main1).(*store)
var assertedOk, isStore = interface{}(third).(*store)

var received, open = <-ready()

func ready() chan *int {
	c := make(chan *int, 1)
	x := 5
	c <- &x
	return c
}

var concat = "n=" + name()

func name() string { return main1.order[0] }

var boxed interface{} = third
var boxes = []interface{}{first, "s", name()}
