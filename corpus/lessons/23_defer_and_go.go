// defer keeps its operands on the stack, except in a loop; go never does.
package p

type lock struct{ held bool }

func (l *lock) unlock() { l.held = false } // ?

func once() {
	l := &lock{true} // ?
	defer l.unlock()
}

func loop(n int) {
	for i := 0; i < n; i++ {
		l := &lock{true} // ?
		defer l.unlock()
	}
}

func start() {
	l := &lock{true} // ?
	go l.unlock()
}
