// Functions that call each other are analysed together; a leak in one shows in all.
package p

type expr struct {
	op   byte
	l, r *expr
	val  *int
}

var last *int

func even(n int, p *int) *int {
	if n == 0 {
		return p
	}
	return odd(n-1, p)
}

func odd(n int, p *int) *int {
	if n == 0 {
		return nil
	}
	return even(n-1, p)
}

func evalSum(e *expr) int {
	if e.op == '+' {
		return evalProduct(e.l) + evalSum(e.r)
	}
	return evalProduct(e)
}

func evalProduct(e *expr) int {
	if e.op == '*' {
		return evalAtom(e.l) * evalProduct(e.r)
	}
	return evalAtom(e)
}

func evalAtom(e *expr) int {
	if e.op == 'v' {
		last = e.val
		return *e.val
	}
	return evalSum(e)
}

type even3 struct{ n int }

func (a *even3) next(b *odd3) int {
	if a.n == 0 {
		return b.n
	}
	c := even3{a.n - 1}
	return b.next(&c)
}

type odd3 struct{ n int }

func (b *odd3) next(a *even3) int {
	if b.n == 0 {
		return a.n
	}
	c := odd3{b.n - 1}
	return a.next(&c)
}

func ping(s []string, n int) []string {
	if n == 0 {
		return s
	}
	return pong(append(s, "ping"), n-1)
}

func pong(s []string, n int) []string {
	if n == 0 {
		return s
	}
	return ping(append(s, "pong"), n-1)
}

func withLiteral(n int) func() int {
	if n == 0 {
		return nil
	}
	return func() int {
		if f := viaLiteral(n - 1); f != nil {
			return f()
		}
		return n
	}
}

func viaLiteral(n int) func() int { return withLiteral(n) }

func use() int {
	x := 1
	e := &expr{'+', &expr{op: 'v', val: &x}, &expr{op: 'v', val: &x}, nil}
	p := even(4, &x)
	a, b := even3{3}, odd3{4}
	return evalSum(e) + *p + a.next(&b)
}
