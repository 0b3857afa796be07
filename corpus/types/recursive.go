package p

// Recursive types through pointers, slices, maps, functions, channels and
// interfaces; mutually recursive ones.

type list *list
type sl []sl
type mp map[string]mp
type fn func(fn) fn
type ch chan ch
type iface interface{ self() iface }
type arr [2]*arr

type expr interface {
	eval(env) (value, error)
}
type env map[string]value
type value struct {
	num  int
	fun  *closure
	list []value
}
type closure struct {
	params []string
	body   expr
	env    env
}
type call struct {
	f    expr
	args []expr
}
type variable string
type number int
type failure struct{ at expr }

func (f *failure) Error() string { return "failed" }

func (n number) eval(env) (value, error) { return value{num: int(n)}, nil }

func (v variable) eval(e env) (value, error) {
	if x, ok := e[string(v)]; ok {
		return x, nil
	}
	return value{}, &failure{v}
}

func (c *call) eval(e env) (v value, err error) {
	f, err := c.f.eval(e)
	if err != nil {
		return v, err
	}
	inner := env{}
	for i, a := range c.args {
		x, err := a.eval(e)
		if err != nil {
			return x, &failure{at: a}
		}
		inner[f.fun.params[i]] = x
	}
	return f.fun.body.eval(inner)
}

func (c *closure) eval(e env) (value, error) {
	c.env = e
	return value{fun: c}, nil
}

func program() (value, error) {
	id := &closure{params: []string{"x"}, body: variable("x")}
	return (&call{f: id, args: []expr{number(3), variable("y")}}).eval(env{})
}

func lists(n int) list {
	var l list
	for i := 0; i < n; i++ {
		m := l
		l = list(&m)
	}
	return l
}

func slices(n int) sl {
	if n == 0 {
		return nil
	}
	return sl{slices(n - 1), nil, {}}
}

func maps(m mp, k string) mp {
	m[k] = mp{"x": m}
	return m[k][k]
}

func funcs(f fn) fn {
	return func(g fn) fn { return f(g) }
}

func chans(c ch) ch {
	c <- make(ch, 1)
	c <- c
	return <-c
}

func arrays(a *arr) *arr {
	a[0] = &arr{a, nil}
	return a[1][0]
}
