// A token-bucket rate limiter driven by channels, with a waiting list and cancellation.
package p

type Clock interface {
	Now() int64
	After(d int64) <-chan int64
}

type fakeClock struct {
	now     int64
	waiters []waiter
	mu      chan struct{}
}

type waiter struct {
	at int64
	ch chan<- int64
}

func newFakeClock() *fakeClock {
	c := &fakeClock{mu: make(chan struct{}, 1)}
	c.mu <- struct{}{}
	return c
}

func (c *fakeClock) lock() func() {
	<-c.mu
	return func() { c.mu <- struct{}{} }
}

func (c *fakeClock) Now() int64 {
	defer c.lock()()
	return c.now
}

func (c *fakeClock) After(d int64) <-chan int64 {
	unlock := c.lock()
	defer unlock()
	ch := make(chan int64, 1)
	if d <= 0 {
		ch <- c.now
		return ch
	}
	c.waiters = append(c.waiters, waiter{c.now + d, ch})
	return ch
}

func (c *fakeClock) Advance(d int64) {
	defer c.lock()()
	c.now += d
	kept := c.waiters[:0]
	for _, w := range c.waiters {
		if w.at <= c.now {
			w.ch <- c.now
		} else {
			kept = append(kept, w)
		}
	}
	c.waiters = kept
}

type request struct {
	n     int
	reply chan<- error
	done  <-chan struct{}
}

type limitError string

func (e limitError) Error() string { return string(e) }

const (
	errTooBig = limitError("request exceeds burst")
	errClosed = limitError("limiter closed")
)

type Limiter struct {
	clock    Clock
	burst    int
	interval int64
	reqs     chan *request
	quit     chan struct{}
	stats    struct {
		granted, rejected int
		perSize           [8]int
	}
}

func New(clock Clock, burst int, interval int64) *Limiter {
	l := &Limiter{clock: clock, burst: burst, interval: interval}
	l.reqs = make(chan *request)
	l.quit = make(chan struct{})
	go l.loop()
	return l
}

func (l *Limiter) loop() {
	tokens := l.burst
	last := l.clock.Now()
	var pending []*request
	refill := func() {
		now := l.clock.Now()
		add := int((now - last) / l.interval)
		if add > 0 {
			tokens = min(l.burst, tokens+add)
			last += int64(add) * l.interval
		}
	}
	serve := func() {
		for len(pending) > 0 {
			r := pending[0]
			select {
			case <-r.done:
				pending = pending[1:]
				continue
			default:
			}
			if r.n > tokens {
				return
			}
			tokens -= r.n
			l.stats.granted++
			if r.n < len(l.stats.perSize) {
				l.stats.perSize[r.n]++
			}
			r.reply <- nil
			pending = pending[1:]
		}
	}
	for {
		var tick <-chan int64
		if len(pending) > 0 {
			tick = l.clock.After(l.interval)
		}
		select {
		case r := <-l.reqs:
			if r.n > l.burst {
				l.stats.rejected++
				r.reply <- errTooBig
				break
			}
			pending = append(pending, r)
		case now, ok := <-tick:
			_ = now
			if !ok {
				return
			}
		case <-l.quit:
			for _, r := range pending {
				r.reply <- errClosed
			}
			return
		}
		refill()
		serve()
	}
}

func (l *Limiter) Wait(n int, done <-chan struct{}) error {
	reply := make(chan error, 1)
	r := request{n, reply, done}
	select {
	case l.reqs <- &r:
	case <-l.quit:
		return errClosed
	}
	select {
	case err := <-reply:
		return err
	case <-done:
		return limitError("cancelled")
	}
}

func (l *Limiter) Close() { close(l.quit) }

func Throttle(l *Limiter, f func(int)) func(int) error {
	return func(x int) error {
		if err := l.Wait(1, nil); err != nil {
			return err
		}
		f(x)
		return nil
	}
}

func Demo() (sum int) {
	c := newFakeClock()
	l := New(c, 4, 10)
	defer l.Close()
	add := Throttle(l, func(x int) { sum += x })
	results := make(chan error, 8)
	for i := 0; i < cap(results); i++ {
		go func(n int) { results <- add(n) }(i)
	}
	for i := 0; i < cap(results); i++ {
		select {
		case err := <-results:
			if err != nil {
				println(err.Error())
			}
		default:
			c.Advance(5)
		}
	}
	return sum
}
