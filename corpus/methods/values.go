package p

// Method values and method expressions of value and pointer receivers.

type counter struct {
	n    int
	hist []*int
}

func (c counter) get() int         { return c.n }
func (c *counter) inc()            { c.n++ }
func (c *counter) record(p *int)   { c.hist = append(c.hist, p) }
func (c *counter) last() *int      { return c.hist[len(c.hist)-1] }
func (c counter) first() (p *int)  { p = c.hist[0]; return }
func (counter) unnamed(p *int) int { return *p }
func (_ *counter) blank(*int)      {}

var saved func()
var savedRecord func(*counter, *int)

func valueLocal(c *counter) int {
	f := c.get
	return f()
}

func pointerLocal() int {
	var c counter
	inc := c.inc
	inc()
	inc()
	return c.n
}

func stored(c *counter) { saved = c.inc }

func storedLocal() {
	var c counter
	saved = c.inc
}

func returned(c counter) func() int { return c.get }

func returnedPtr(c *counter) (func(*int), func() *int) { return c.record, c.last }

func passed(c *counter) { apply(c.inc, 3) }

func apply(f func(), n int) {
	for i := 0; i < n; i++ {
		f()
	}
}

func expressions(c *counter, p *int) *int {
	(*counter).record(c, p)
	counter.get(*c)
	f := (*counter).last
	g := counter.first
	if f(c) == nil {
		return g(*c)
	}
	return nil
}

func exprStored() { savedRecord = (*counter).record }

func exprValueViaPointer(c *counter) int {
	f := (*counter).get
	return f(c)
}

func immediately(c *counter, p *int) { (c.record)(p) }

func onLiteral(p *int) *int {
	(&counter{}).record(p)
	return counter{hist: []*int{p}}.first()
}

func inSlice(c *counter) []func() { return []func(){c.inc, saved, nil} }

func unnamedUse(c counter, p *int) {
	c.unnamed(p)
	c.blank(p)
	counter.unnamed(c, p)
}
