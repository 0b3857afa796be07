// Loops over functions: the bodies become literals with costs and reasons of their own.
package main

func upto(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(yield func(int, string) bool) {
	_ = yield(1, "a") && yield(2, "b")
}

func forever(yield func() bool) {
	for yield() {
	}
}

func sum(n int) (s int) {
	for i := range upto(n) {
		s += i
	}
	return
}
func find(n int) int {
	for i := range upto(9) {
		if i == n {
			return i * 2
		}
	}
	return -1
}
func nested(n int) (s int) {
	for i := range upto(n) {
		for j, t := range pairs {
			if j > i {
				continue
			}
			s += len(t)
		}
	}
	return
}
func leaves() int {
outer:
	for i := range upto(3) {
		for range forever {
			if i > 1 {
				break outer
			}
			continue outer
		}
	}
	return 1
}
func deferred(n int) {
	for i := range upto(n) {
		defer println(i)
	}
}
func started(n int) {
	for i := range upto(n) {
		go println(i)
	}
}
func literal(n int) (fs []func() int) {
	for i := range upto(n) {
		fs = append(fs, func() int { return i })
	}
	return
}
func assigned() int {
	var i int
	var s string
	for i, s = range pairs {
	}
	return i + len(s)
}
func counted(n int) (s int) {
	for i := range n {
		s += i
	}
	return
}

func main() {
	println(sum(3), find(2), nested(2), leaves(), len(literal(3)), assigned(), counted(3))
	deferred(2)
	started(2)
}
