package p

// The same name in nested scopes: parameters, locals, results, labels, fields,
// functions and types.

var x *int
var y interface{}

type v struct{ v *v }

func (v *v) set(x *v) *v { v.v = x; return x }

func blocks(x int) (p, q, r *int) {
	p = &x
	{
		x := 2
		q = &x
		{
			x := 3
			y = x
		}
		y = x
	}
	if x := 4; *p > 1 {
		r = &x
	} else if x := 5; *q > x {
		y = &x
	}
	return
}

func resultShadow(n int) (err error) {
	if n > 0 {
		err := error(nil)
		y = &err
	}
	for n := 0; n < 3; n++ {
		n := n
		y = &n
	}
	return
}

func closureShadow(x *int) func() *int {
	f := func(x *int) *int { return x }
	g := func() *int {
		x := *x
		return &x
	}
	if f(x) == x {
		return g
	}
	return func() *int { return x }
}

func global() {
	x = new(int)
	x := 3
	y = x
	func() { x := &x; y = *x }()
}

func funcShadow(blocks func(*int) *int, p *int) *int {
	p = blocks(p)
	{
		blocks := func(q *int) *int { return q }
		p = blocks(p)
	}
	return p
}

func typeShadow(v v) interface{} {
	w := v.set(&v)
	return w
}

func labelShadow(p *int) *int {
p:
	for {
		p := new(int)
		if *p == 0 {
			break p
		}
	}
	return p
}

func switchShadow(x interface{}) *int {
	switch x := x.(type) {
	case int:
		x++
		return &x
	case *int:
		if x := *x; x > 1 {
			return &x
		}
		return x
	}
	return nil
}

func redeclare() (*int, *int) {
	a, b := 1, 2
	a, c := 3, 4
	b, d := a, c
	return &b, &d
}
