package p

// select inside loops with labels, closures in clauses, operands that are calls.

type msg struct {
	id   int
	body []byte
	re   chan *msg
}

func open(n int) chan *msg { return make(chan *msg, n) }

func loop(in chan *msg, quit chan bool) (last *msg) {
	n := 0
L:
	for {
		select {
		case m := <-in:
			if m.id == 0 {
				continue L
			}
			last = m
		case <-quit:
			break L
		default:
			n++
			if n > 100 {
				break
			}
		}
	}
	return last
}

func reply(m *msg) {
	r := &msg{id: m.id, body: []byte("ok")}
	select {
	case m.re <- r:
	default:
	}
}

func timeout(f func() chan int) int {
	done := make(chan struct{})
	go func() { close(done) }()
	select {
	case v := <-f():
		return v
	case <-done:
		return -1
	}
}

func handlers(in chan *msg) func() int {
	var h func() int
	select {
	case m := <-in:
		h = func() int { return m.id }
	case m, ok := <-open(2):
		h = func() int {
			if ok {
				return len(m.body)
			}
			return 0
		}
	}
	return h
}

func conversions(c chan string, d chan []byte, b []byte, s string) {
	select {
	case c <- string(b):
	case d <- []byte(s):
	case c <- s + "!":
	}
}

func nested(a, b chan *int) (p *int) {
	select {
	case p = <-a:
		select {
		case b <- p:
		default:
		}
	case q := <-b:
		p = q
	}
	return p
}

func single(c chan []int) []int {
	select {
	case v := <-c:
		return append(v, 1)
	}
}
