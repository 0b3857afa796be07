// An event loop with channels: timers in a heap, handlers, a bus with subscriptions, workers, state machines, shutdown.
package p

type eventKind int

const (
	evStart eventKind = iota
	evTimer
	evMessage
	evStop
)

type event struct {
	kind    eventKind
	topic   string
	payload any
	reply   chan<- result
	seq     uint64
}

type result struct {
	value any
	err   error
}

type loopError struct {
	ev  event
	why string
}

func (e loopError) Error() string { return e.ev.topic + ": " + e.why }

type handler interface {
	handle(ev *event) (any, error)
}

type handlerFunc func(ev *event) (any, error)

func (f handlerFunc) handle(ev *event) (any, error) { return f(ev) }

type middleware func(next handler) handler

func chain(h handler, ms ...middleware) handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func counting(n *int) middleware {
	return func(next handler) handler {
		return handlerFunc(func(ev *event) (any, error) {
			*n++
			return next.handle(ev)
		})
	}
}

func recovering(next handler) handler {
	return handlerFunc(func(ev *event) (v any, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = loopError{*ev, "panic"}
			}
		}()
		return next.handle(ev)
	})
}

// timers is a binary heap ordered by time.
type timer struct {
	at     int64
	period int64
	fire   func(now int64)
	index  int
}

type timers struct {
	heap []*timer
}

func (ts *timers) swap(i, j int) {
	ts.heap[i], ts.heap[j] = ts.heap[j], ts.heap[i]
	ts.heap[i].index = i
	ts.heap[j].index = j
}

func (ts *timers) up(i int) {
	for i > 0 {
		p := (i - 1) / 2
		if ts.heap[p].at <= ts.heap[i].at {
			return
		}
		ts.swap(i, p)
		i = p
	}
}

func (ts *timers) down(i int) {
	for {
		c := 2*i + 1
		if c >= len(ts.heap) {
			return
		}
		if c+1 < len(ts.heap) && ts.heap[c+1].at < ts.heap[c].at {
			c++
		}
		if ts.heap[i].at <= ts.heap[c].at {
			return
		}
		ts.swap(i, c)
		i = c
	}
}

func (ts *timers) add(t *timer) *timer {
	t.index = len(ts.heap)
	ts.heap = append(ts.heap, t)
	ts.up(t.index)
	return t
}

func (ts *timers) next() *timer {
	if len(ts.heap) == 0 {
		return nil
	}
	return ts.heap[0]
}

func (ts *timers) remove(t *timer) {
	last := len(ts.heap) - 1
	i := t.index
	if i != last {
		ts.swap(i, last)
	}
	ts.heap[last] = nil
	ts.heap = ts.heap[:last]
	if i < last {
		ts.down(i)
		ts.up(i)
	}
	t.index = -1
}

func (ts *timers) run(now int64) (fired int) {
	for t := ts.next(); t != nil && t.at <= now; t = ts.next() {
		ts.remove(t)
		t.fire(now)
		fired++
		if t.period > 0 {
			t.at = now + t.period
			ts.add(t)
		}
	}
	return
}

type subscription struct {
	topic string
	ch    chan event
	bus   *bus
}

func (s *subscription) cancel() {
	list := s.bus.subs[s.topic]
	for i, o := range list {
		if o == s {
			s.bus.subs[s.topic] = append(list[:i:i], list[i+1:]...)
			close(s.ch)
			return
		}
	}
}

type bus struct {
	subs    map[string][]*subscription
	dropped int
}

func newBus() bus { return bus{subs: map[string][]*subscription{}} }

func (b *bus) subscribe(topic string, size int) *subscription {
	s := &subscription{topic, make(chan event, size), b}
	b.subs[topic] = append(b.subs[topic], s)
	return s
}

func (b *bus) publish(ev event) {
	for _, s := range b.subs[ev.topic] {
		select {
		case s.ch <- ev:
		default:
			b.dropped++
		}
	}
}

type loop struct {
	events   chan event
	ticks    chan int64
	quit     chan struct{}
	handlers map[string]handler
	timers   timers
	bus      bus
	seq      uint64
	now      int64
	log      []string
	onError  func(error)
}

func newLoop(size int) *loop {
	l := &loop{
		events:   make(chan event, size),
		ticks:    make(chan int64),
		quit:     make(chan struct{}),
		handlers: make(map[string]handler),
		bus:      newBus(),
	}
	l.onError = func(err error) { l.logf("error", err) }
	return l
}

func (l *loop) logf(what string, args ...any) {
	line := what
	for _, a := range args {
		switch v := a.(type) {
		case string:
			line += " " + v
		case error:
			line += " " + v.Error()
		case []byte:
			line += " " + string(v)
		}
	}
	l.log = append(l.log, line)
}

func (l *loop) on(topic string, f func(ev *event) (any, error), ms ...middleware) {
	l.handlers[topic] = chain(handlerFunc(f), ms...)
}

func (l *loop) after(d int64, f func()) *timer {
	return l.timers.add(&timer{at: l.now + d, fire: func(int64) { f() }})
}

func (l *loop) every(d int64, f func(now int64)) (cancel func()) {
	t := l.timers.add(&timer{at: l.now + d, period: d, fire: f})
	return func() {
		if t.index >= 0 {
			l.timers.remove(t)
		}
	}
}

func (l *loop) post(topic string, payload any) {
	l.seq++
	l.events <- event{kind: evMessage, topic: topic, payload: payload, seq: l.seq}
}

func (l *loop) ask(topic string, payload any) result {
	reply := make(chan result, 1)
	ev := event{kind: evMessage, topic: topic, payload: payload, reply: reply}
	select {
	case l.events <- ev:
	case <-l.quit:
		return result{err: loopError{ev, "stopped"}}
	}
	return <-reply
}

func (l *loop) dispatch(ev *event) {
	h, ok := l.handlers[ev.topic]
	if !ok {
		l.onError(loopError{*ev, "no handler"})
		return
	}
	v, err := h.handle(ev)
	if ev.reply != nil {
		ev.reply <- result{v, err}
	} else if err != nil {
		l.onError(err)
	}
	l.bus.publish(*ev)
}

func (l *loop) run() {
	defer close(l.quit)
	for {
		select {
		case ev, ok := <-l.events:
			if !ok || ev.kind == evStop {
				l.drain()
				return
			}
			l.dispatch(&ev)
		case now := <-l.ticks:
			l.now = now
			l.timers.run(now)
		}
	}
}

func (l *loop) drain() {
	for {
		select {
		case ev := <-l.events:
			if ev.reply != nil {
				ev.reply <- result{err: &loopError{ev: ev, why: "draining"}}
			}
		default:
			return
		}
	}
}

func (l *loop) stop() {
	l.events <- event{kind: evStop}
	<-l.quit
}

// session is a state machine whose states are functions.
type session struct {
	l     *loop
	name  string
	buf   []byte
	state stateFn
	peers map[string]*session
}

type stateFn func(s *session, ev *event) stateFn

func idle(s *session, ev *event) stateFn {
	if ev.kind == evStart {
		s.buf = s.buf[:0]
		return reading
	}
	return idle
}

func reading(s *session, ev *event) stateFn {
	switch p := ev.payload.(type) {
	case []byte:
		s.buf = append(s.buf, p...)
	case byte:
		s.buf = append(s.buf, p)
	case string:
		if p == "end" {
			msg := string(s.buf)
			return func(s *session, ev *event) stateFn {
				s.l.logf(s.name, msg)
				return idle
			}
		}
	}
	return reading
}

func (s *session) step(ev *event) (any, error) {
	if s.state == nil {
		s.state = idle
	}
	s.state = s.state(s, ev)
	return len(s.buf), nil
}

func (s *session) connect(others ...*session) *session {
	if s.peers == nil {
		s.peers = make(map[string]*session, len(others))
	}
	for _, o := range others {
		s.peers[o.name] = o
	}
	return s
}

func workers(l *loop, n int, jobs []func() any) (results []any) {
	type indexed struct {
		i int
		v any
	}
	in, out := make(chan int), make(chan indexed, n)
	for w := 0; w < n; w++ {
		go func() {
			for i := range in {
				out <- indexed{i, jobs[i]()}
			}
		}()
	}
	go func() {
		for i := range jobs {
			in <- i
		}
		close(in)
	}()
	results = make([]any, len(jobs))
	for range jobs {
		r := <-out
		results[r.i] = r.v
		l.post("done", r.i)
	}
	return
}

func demo() (handled int, log []string) {
	l := newLoop(16)
	a, b := &session{l: l, name: "a"}, session{l: l, name: "b"}
	a.connect(&b)
	l.on("a", a.step, counting(&handled), recovering)
	l.on("b", b.step)
	l.on("sum", func(ev *event) (any, error) {
		total := 0
		for _, x := range ev.payload.([]int) {
			total += x
		}
		return total, nil
	}, recovering)
	cancel := l.every(10, func(now int64) { l.logf("tick") })
	l.after(25, func() { cancel() })
	sub := l.bus.subscribe("a", 1)
	go l.run()
	l.post("a", []byte("hello"))
	if r := l.ask("sum", []int{1, 2, 3}); r.err == nil {
		handled += r.value.(int)
	}
	for now := int64(0); now < 50; now += 5 {
		l.ticks <- now
	}
	l.stop()
	sub.cancel()
	return handled, l.log
}
