package p

// Temporaries are numbered behind the variables of their function. In Go 1.21 blank and unnamed
// parameters were no variables. Operands of a deferred builtin are copied one after the other.

var out []*int

func blank(_ *int, n int) {
	defer func(n int) { out[n] = nil }(n)
}

func unnamed(*int, int) {
	defer func(n int) { out[n] = nil }(len(out))
}

func results(_ *int, n int) (_ int, _ error) {
	defer func(n int) { out[n] = nil }(n)
	return
}

type list []*int

func (list) method(_ *int, n int) {
	go func(n int) { out[n] = nil }(n)
}

func builtins(p *int, n int) {
	defer copy([]*int{}, make([]*int, 3))
	defer copy([]*int{p}, out)
	defer print(3, n, "x", p)
	defer recover()
	go panic(n)
}
