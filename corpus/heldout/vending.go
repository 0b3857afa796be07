// A vending machine as a state machine: states are method values, transitions a table of method expressions.
package main

type event int

const (
	coin event = iota
	choose
	refund
	service
	numEvents
)

type state func(m *Machine, e event, arg int) state

type Machine struct {
	cur    state
	credit int
	stock  [4]int
	trace  []string
	hooks  map[event][]func()
	*vault
}

type vault struct {
	coins int
	log   func(string, ...any)
}

func (v *vault) deposit(n int) int {
	v.coins += n
	if v.log != nil {
		v.log("deposit", n, v.coins)
	}
	return v.coins
}

func (v vault) balance() int { return v.coins }

func idle(m *Machine, e event, arg int) state {
	switch e {
	case coin:
		m.credit = arg
		return collecting
	case service:
		return m.maintenance()
	}
	return idle
}

func collecting(m *Machine, e event, arg int) state {
	switch e {
	case coin:
		m.credit += arg
	case choose:
		if arg < 0 || arg >= len(m.stock) || m.stock[arg] == 0 || m.credit < price(arg) {
			m.note("refused")
			return collecting
		}
		m.stock[arg]--
		m.credit -= price(arg)
		m.deposit(price(arg))
		if m.credit > 0 {
			return collecting
		}
		return idle
	case refund:
		m.note("refund")
		m.credit = 0
		return idle
	}
	return collecting
}

func (m *Machine) maintenance() state {
	visits := 0
	var self state
	self = func(m *Machine, e event, arg int) state {
		visits++
		if e == service || visits > 3 {
			for i := range m.stock {
				m.stock[i] = arg
			}
			return idle
		}
		return self
	}
	return self
}

func price(i int) int { return 50 + 25*i }

func (m *Machine) note(s string) { m.trace = append(m.trace, s) }

func (m *Machine) On(e event, f func()) {
	m.hooks[e] = append(m.hooks[e], f)
}

func (m *Machine) Fire(e event, arg int) {
	for _, h := range m.hooks[e] {
		h()
	}
	m.cur = m.cur(m, e, arg)
}

type counter struct{ n, limit int }

func (c *counter) inc()           { c.n++ }
func (c counter) over() bool      { return c.n > c.limit }
func (c *counter) self() *counter { return c }

var handlers = [...]func(*counter){
	(*counter).inc,
	func(c *counter) { c.n-- },
	func(c *counter) { *c = counter{} },
}

var predicate = counter.over

func newMachine(v *vault) *Machine {
	m := &Machine{cur: idle, vault: v, hooks: make(map[event][]func(), numEvents)}
	for i := range m.stock {
		m.stock[i] = 5
	}
	return m
}

type op struct {
	e   event
	arg int
}

func replay(m *Machine, ops ...op) {
	fire := m.Fire
	for _, o := range ops {
		fire(o.e, o.arg)
	}
}

func main() {
	v := vault{log: func(s string, args ...any) {
		print(s)
		for _, a := range args {
			print(" ", a.(int))
		}
		println()
	}}
	m := newMachine(&v)
	c := counter{limit: 2}
	m.On(coin, c.inc)
	m.On(refund, c.self().inc)
	over := c.over
	bal := v.balance
	replay(m, op{coin, 100}, op{choose, 2}, op{choose, 1}, op{coin, 25}, op{refund, 0}, op{service, 0}, op{choose, 1}, op{service, 9})
	for _, h := range handlers {
		h(&c)
	}
	println(over(), bal(), predicate(c), c.over(), len(m.trace))
	f := (*Machine).note
	f(m, "end")
	tmp := &counter{}
	g := tmp.inc
	g()
	defer tmp.inc()
	go (&counter{}).inc()
}
