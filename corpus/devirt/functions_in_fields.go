// Method values and functions in fields, and where calls through them lead.
package p

type op struct {
	f    func(*int) int
	name string
}

type num struct{ n int }

func (x num) plus(p *int) int   { return x.n + *p }
func (x *num) times(p *int) int { return x.n * *p }

func call(o op, p *int) int { return o.f(p) }

func values() int {
	x := num{2}
	a := op{f: x.plus}
	b := op{x.times, "t"}
	n, m := 1, 2
	return call(a, &n) + call(b, &m)
}

func expr() int {
	f := num.plus
	g := (*num).times
	n := 3
	return f(num{1}, &n) + g(&num{2}, &n)
}

type adder interface{ plus(*int) int }

func iface(a adder) func(*int) int { return a.plus }

func use() int {
	n := 5
	return iface(num{1})(&n) + iface(&num{2})(&n)
}

var ops = map[string]op{"p": {num{1}.plus, "p"}}

func table(k string) int { n := 6; return ops[k].f(&n) }
