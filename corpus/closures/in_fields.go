// Function values in struct fields, globals, arrays and parameters: gc does not know what they do, arguments escape.
package p

type handler struct {
	name string
	on   func(ev *event) *event
	next *handler
}

type event struct {
	kind int
	data []byte
}

func (h *handler) fire(ev *event) *event {
	if h.on != nil {
		return h.on(ev)
	}
	return ev
}

func fireLocal() int {
	h := handler{on: func(ev *event) *event { ev.kind++; return ev }}
	ev := event{kind: 1}
	return h.on(&ev).kind
}

func fireChain(h *handler, kind int) int {
	ev := &event{kind: kind}
	for ; h != nil; h = h.next {
		ev = h.fire(ev)
	}
	return ev.kind
}

func withLog(h *handler, log func(string)) *handler {
	old := h.on
	h.on = func(ev *event) *event {
		log(h.name)
		return old(ev)
	}
	return h
}

var onExit = func(code *int) { *code = 0 }

func exit() int {
	c := 3
	onExit(&c)
	return c
}

var ops = [...]func(*int){
	func(p *int) { *p++ },
	func(p *int) { *p-- },
}

func run(which []int) int {
	v := 0
	for _, w := range which {
		ops[w](&v)
	}
	return v
}

func parameter(f func(*int) *int) int {
	x := 1
	return *f(&x)
}

func parameterIgnored(f func(*int)) int {
	x := 1
	f(&x)
	return x
}

type funcType func(*event)

func (f funcType) handle(ev *event) { f(ev) }

func methodOnFunc() int {
	var ev event
	f := funcType(func(ev *event) { ev.kind = 7 })
	f.handle(&ev)
	funcType(func(*event) {}).handle(&ev)
	return ev.kind
}
