package p

// Methods bound in defer and go statements: value receivers copied, pointers
// kept, interface receivers, method values and expressions.

type mutex struct{ held bool }

func (m *mutex) lock()   { m.held = true }
func (m *mutex) unlock() { m.held = false }

type account struct {
	mu      mutex
	balance int
	log     []string
}

type closer interface{ close(reason *string) error }

func (a *account) close(reason *string) error { a.log = append(a.log, *reason); return nil }
func (a account) dump(prefix string)           { println(prefix, a.balance) }

func (a *account) add(n int) {
	a.mu.lock()
	defer a.mu.unlock()
	a.balance += n
}

func localMutex() int {
	var m mutex
	m.lock()
	defer m.unlock()
	return 1
}

func deferValue(a account, s string) { defer a.dump(s) }

func deferInterface(c closer) {
	why := "done"
	defer c.close(&why)
}

func deferExpr(a *account) {
	defer account.dump(*a, "x")
	defer (*account).add(a, 2)
}

func deferMethodValue(a *account) {
	f := a.mu.unlock
	defer f()
	a.mu.lock()
}

func goMethod(a *account, s string) {
	go a.dump(s)
	go a.add(1)
}

func goInterface(c closer, s string) { go c.close(&s) }

func goLocal() {
	var a account
	go a.add(3)
}

func deferInLoop(as []*account) {
	for _, a := range as {
		a.mu.lock()
		defer a.mu.unlock()
	}
}

func deferClosureMethod(a *account) (err error) {
	reason := "end"
	defer func() {
		if e := a.close(&reason); e != nil {
			err = e
		}
	}()
	return nil
}

func nestedDefer(a *account) {
	defer func() {
		defer a.mu.unlock()
		a.mu.lock()
	}()
}
