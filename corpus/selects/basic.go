package p

// select statements: receives with := and =, sends, defaults, ok forms and
// pointers that travel through channels.

var got *int

func recvOrNil(c chan *int) *int {
	select {
	case v := <-c:
		return v
	default:
		return nil
	}
}

func recvOk(c <-chan *int) (*int, bool) {
	select {
	case v, ok := <-c:
		return v, ok
	}
}

func recvAssign(c chan *int, d chan int) (p *int, n int) {
	var ok bool
	select {
	case p = <-c:
	case n, ok = <-d:
		if !ok {
			n = -1
		}
	}
	return
}

func recvInto(c chan *int, s []*int, m map[string]*int, h *struct{ p *int }) {
	select {
	case s[0] = <-c:
	case m["k"] = <-c:
	case h.p = <-c:
	case got = <-c:
	case <-c:
	}
}

func sendAddr(c chan *int) {
	x, y := 1, 2
	select {
	case c <- &x:
	case c <- new(int):
	default:
		p := &y
		*p = 3
	}
}

func sendParam(c chan<- *int, p *int, quit <-chan struct{}) bool {
	select {
	case c <- p:
		return true
	case <-quit:
		return false
	}
}

func sendIface(c chan interface{}, n int, s string) {
	select {
	case c <- n:
	case c <- s:
	case c <- 7:
	case c <- struct{ a int }{n}:
	}
}

func block() {
	select {}
}
