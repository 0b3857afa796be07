package p

// new of a value, since Go 1.26: the address of a copy, which moves to the heap like any variable.
// In Go 1.26 the copy is assigned, since Go 1.27 it is defined.

type point struct{ x, y *int }

var origin *point

func local(n *int) int {
	p := new(point{x: n})
	return *p.x
}

func returned(n *int) **int { return new(n) }

func kept(n *int) { origin = new(point{n, new(*n)}) }

func called() *func() int {
	n := 1
	return new(func() int { n++; return n })
}

func captured(items []int) (all []func() int) {
	for range items {
		p := new(len(items))
		all = append(all, func() int { return *p })
	}
	return all
}
