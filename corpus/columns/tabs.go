package p

// Tabs, trailing blanks, several statements and functions on a line, comments
// between tokens: every tab counts one column.

var a, b *int; var c = new(int); var d, e = new(int), []int{1}

func one() *int { x := 1; y := 2; p := &x; q := &y; _ = q; return p }; func two(p, q *int) (*int, *int) { return q, p }

func	tabbed	(	p	*int	,	q	*int	)	(	r	*int	)	{
				x	:=	new	(	int	)	;	a	=	x
				r	=	p	;	return
}

func spread(
	p *int,
	q,
	r *int,
	fs ...func(*int),
) (
	s []*int,
	err error,
) {
	s = append(
		s,
		p, /* a comment
		over lines */ q,
		new(int),
	)
	s[0],
		b =
		r,
		p
	for _,
		f := range fs {
		f(
			&*q,
		)
	}
	return []*int{
			p,
			r}[:len(s)],
		nil
}

func chain(x *node) *node {
	return x.
		next.
		step(
			func() *node { return &node{} },
		).
		next
}

type node struct { next *node }; func (n *node) step(f func() *node) *node { n.next = f(); return n }

func ifs(p *int) *int { if q := p; q != nil { return q } else if r := new(int); *r > 0 { return r } else { return nil } }

/* leading comment */ func lead(p *int) { b = p } /* trailing */ // more

func semis() { ; ; x := 1 ; ; a = &x ; ; }

func sw(n int) (r *int) { switch n { case 1: r = new(int); case 2: r = &n; default: x := n; r = &x }; return }
