// Belief: pointers are faster than values. Returning a value allocates nothing, returning its address does.
package p

type color struct {
	r, g, b, a uint8
	name       string
}

func mixValue(x, y color) color {
	return color{r: (x.r + y.r) / 2, g: (x.g + y.g) / 2, b: (x.b + y.b) / 2, name: x.name + y.name}
}

func mixPointer(x, y *color) *color {
	return &color{r: (x.r + y.r) / 2, g: (x.g + y.g) / 2, b: (x.b + y.b) / 2, name: x.name + y.name}
}

func mixInto(dst, x, y *color) {
	dst.r = (x.r + y.r) / 2
	dst.g = (x.g + y.g) / 2
	dst.b = (x.b + y.b) / 2
	dst.name = x.name
}

func (c color) dark() bool { return int(c.r)+int(c.g)+int(c.b) < 384 }

func (c *color) darken() *color {
	c.r, c.g, c.b = c.r/2, c.g/2, c.b/2
	return c
}

func values(cs []color) (out color) {
	for _, c := range cs {
		out = mixValue(out, c)
	}
	return out
}

func pointers(cs []*color) *color {
	out := new(color)
	for _, c := range cs {
		out = mixPointer(out, c)
	}
	return out
}

func into(cs []color) (out color) {
	for i := range cs {
		mixInto(&out, &out, &cs[i])
	}
	return
}

func countDark(cs []color) (n int) {
	for _, c := range cs {
		if c.dark() || c.darken().dark() {
			n++
		}
	}
	return
}
