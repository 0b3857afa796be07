// Channels themselves print nothing; what is sent escapes, what is received comes from nowhere.
package p

type req struct {
	n     int
	reply chan *int
	body  []byte
}

func makeLocal() int {
	c := make(chan int)
	d := make(chan *req, 3)
	return cap(c) + len(d)
}

func makeReturned(n int) (chan int, <-chan *req) {
	return make(chan int, n), make(chan *req)
}

func sendAll(c chan<- *req, rs []req) {
	for i := range rs {
		c <- &rs[i]
	}
	close(c)
}

func sendEach(c chan<- *req, rs []req) {
	for _, r := range rs {
		c <- &r
	}
}

func sendLiteral(c chan *req) {
	c <- &req{n: 1, body: []byte("x")}
	c <- nil
}

func sendStruct(c chan req, b []byte) { c <- req{body: b} }

func call(c chan *req, n int) int {
	r := &req{n: n, reply: make(chan *int)}
	c <- r
	return *<-r.reply
}

func receive(c chan *req) (*req, []byte) {
	r := <-c
	s, ok := <-c
	if !ok {
		return r, nil
	}
	return r, s.body
}

func receiveInto(c chan *req, out **req) { *out = <-c }

func drain(c <-chan *req) (n int) {
	for r := range c {
		n += r.n
	}
	for range c {
		n++
	}
	return
}

func forward(in, out chan *int) { out <- <-in }

func chanOfChan(cc chan chan *int) {
	c := make(chan *int, 1)
	cc <- c
	x := 1
	c <- &x
}

func expr(c chan int) bool { return <-c > 1 && -<-c < 0 }

type direction struct {
	in  <-chan int
	out chan<- int
}

func pipe() direction {
	c := make(chan int)
	return direction{c, c}
}
