// Named, blank and several results of inlined functions.
package p

var sink *int

func named(n int) (p *int, err error) {
	p = &n
	return
}

func blank(n int) (_ *int, _ int) { return &n, n }

func three() (a, b *int, c int) { x, y := 1, 2; return &x, &y, x }

func early(b bool) (p *int) {
	v := 1
	if b {
		return &v
	}
	return nil
}

func use() int {
	p, err := named(1)
	if err != nil {
		return 0
	}
	q, n := blank(2)
	_, r, _ := three()
	sink, _ = named(3)
	early(true)
	s := early(false)
	if s != nil {
		n++
	}
	return *p + *q + *r + n
}

func forward() (*int, error) { return named(4) }

func args(p *int, err error) int { return *p }

func spread() int { return args(named(5)) }
