// defer and go inside literals, methods of literals' results, and chains of cleanup functions.
package p

type stack struct{ undo []func() }

func (s *stack) push(f func()) { s.undo = append(s.undo, f) }

func (s *stack) unwind() {
	for i := len(s.undo) - 1; i >= 0; i-- {
		s.undo[i]()
	}
}

func begin(name string) func() {
	println("begin", name)
	return func() { println("end", name) }
}

func traced(n int) int {
	defer begin("traced")()
	return n * n
}

func cleanup(n int) (err error) {
	var s stack
	defer s.unwind()
	for i := 0; i < n; i++ {
		x := i
		s.push(func() { println(x) })
	}
	return
}

func parallel(fs []func() int) (sum int) {
	c := make(chan int)
	for _, f := range fs {
		go func() {
			defer func() { recover() }()
			c <- f()
		}()
	}
	for range fs {
		sum += <-c
	}
	return
}

func once(f func()) func() {
	done := false
	return func() {
		if !done {
			done = true
			defer f()
			println("first")
		}
	}
}

func inLiteralLoop(n int) {
	func() {
		for i := 0; i < n; i++ {
			v := i
			defer func(p *int) { println(*p) }(&v)
		}
	}()
}

func goThenDefer() {
	c := make(chan func(), 1)
	go func() {
		f := <-c
		defer f()
	}()
	x := 1
	c <- func() { x++ }
}
