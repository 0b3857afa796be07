// go and defer of functions that could be inlined; recover.
package p

type res struct{ open bool }

func (r *res) close()   { r.open = false }
func get() *res         { return &res{true} }
func with(f func(*res)) { r := get(); defer r.close(); f(r) }
func set(p *int, v int) { *p = v }
func try(f func()) (ok bool) {
	defer func() { ok = recover() == nil }()
	f()
	return
}

func use() (n int) {
	defer set(&n, 3)
	defer get().close()
	go set(new(int), 1)
	with(func(r *res) { n++ })
	for i := 0; i < 2; i++ {
		defer func() { set(&n, i) }()
	}
	if try(func() { set(nil, 1) }) {
		return 1
	}
	defer func(p *int) { *p++ }(&n)
	return
}
