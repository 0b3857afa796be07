// defer and go of interface methods and function values: the receiver and the arguments escape.
package p

type closer interface{ Close() error }

type locker interface {
	Lock()
	Unlock()
}

type conn struct{ fd int }

func (c *conn) Close() error { c.fd = -1; return nil }

type noLock struct{}

func (noLock) Lock()   {}
func (noLock) Unlock() {}

func closes(c closer) {
	defer c.Close()
}

func closesLocal() {
	var c closer = &conn{1}
	defer c.Close()
}

func closesValue() {
	c := conn{2}
	defer c.Close()
}

func locks(l locker) {
	l.Lock()
	defer l.Unlock()
}

func locksNothing() {
	var l locker = noLock{}
	l.Lock()
	defer l.Unlock()
}

func goInterface(c closer) {
	go c.Close()
}

func funcValue(cleanup func(*conn), c *conn) {
	defer cleanup(c)
}

func funcField(h struct{ done func(int) }) {
	defer h.done(1)
}

func loopOfClosers(cs []closer) {
	for _, c := range cs {
		defer c.Close()
	}
}

func converted(v int) {
	defer show(v)
	defer show(&v, "s", conn{v})
}

func show(vs ...any) {
	println(len(vs))
}

func methodOfResult(f func() closer) {
	defer f().Close()
}
