// A program is compiled as package main, whatever the go command calls it.
package main

type maker interface{ make(*int) *int }

type wrapped struct{ maker }

type plain struct{ p *int }

func (p plain) make(q *int) *int { return q }

var table = struct {
	p *int
	f func(*int) *int
}{new(int), plain{}.make}

func main() {
	x := 1
	var m interface{ make(*int) *int } = struct{ maker }{plain{}}
	m.make(&x)
	interface{ make(*int) *int }.make(m, table.p)
	struct{ *plain }{&plain{}}.make(nil)
}
