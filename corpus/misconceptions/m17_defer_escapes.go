// Belief: defer and go always escape. defer t.M() does not; in a loop it does; go always does.
package p

type mutex struct {
	state int
	owner *mutex
}

func (m *mutex) lock() { m.state++ }

func (m *mutex) unlock() { m.state-- }

func (m *mutex) wait(n int, done func()) {
	m.state = n
	done()
}

func deferMethod() int {
	var m mutex
	m.lock()
	defer m.unlock()
	return m.state
}

func deferLiteral() (n int) {
	var m mutex
	defer func() {
		m.unlock()
		n++
	}()
	m.lock()
	return m.state
}

func deferInLoop(n int) {
	for i := 0; i < n; i++ {
		var m mutex
		m.lock()
		defer m.unlock()
	}
}

func deferInBranch(c bool) {
	var m mutex
	if c {
		m.lock()
		defer m.unlock()
	}
}

func deferArgs(n int) {
	var m mutex
	x := n
	defer m.wait(n, func() { x++ })
}

func goMethod() {
	var m mutex
	go m.lock()
}

func goLiteral(n int) {
	x := n
	go func() { println(x) }()
}

func goLiteralRef() int {
	x := 0
	done := make(chan bool)
	go func() {
		x++
		done <- true
	}()
	<-done
	return x
}
