package p

// Several init functions in one file, with closures, defers and loops, together
// with variable initialisers and functions that use the variables.

type handler func(args []string) error

var handlers map[string]handler
var fallback handler
var started []*int
var total int

func register(name string, h handler) {
	if handlers == nil {
		handlers = make(map[string]handler)
	}
	handlers[name] = h
}

func init() {
	register("echo", func(args []string) error {
		for _, a := range args {
			println(a)
		}
		return nil
	})
	register("none", nil)
}

func init() {
	n := 0
	fallback = func(args []string) error {
		n += len(args)
		return nil
	}
	defer func() { total = n }()
}

func init() {
	for i := 0; i < 3; i++ {
		x := i * i
		started = append(started, &x)
	}
	func() {
		y := new(int)
		started = append(started, y)
	}()
}

func init() {}

func run(name string, args ...string) error {
	h, ok := handlers[name]
	if !ok {
		h = fallback
	}
	return h(args)
}

func runEcho() { _ = run("echo", "a", "b") }

var late = func() int { return len(handlers) }
