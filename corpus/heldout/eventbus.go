// An event bus: topics, subscriptions that cancel themselves, middleware chains and a once-only listener.
package p

type Event struct {
	Topic   string
	Payload any
	meta    map[string]string
}

type Handler func(*Event) error

type Middleware func(Handler) Handler

type subscription struct {
	id      int
	handler Handler
	active  bool
	cancel  func()
}

type Bus struct {
	topics map[string][]*subscription
	chain  []Middleware
	nextID int
	errs   []error
}

type multi []error

func (m multi) Error() string {
	s := ""
	for i, e := range m {
		if i > 0 {
			s += "; "
		}
		s += e.Error()
	}
	return s
}

type text struct{ s string }

func (t *text) Error() string { return t.s }

func errorf(parts ...string) error {
	t := new(text)
	for _, p := range parts {
		t.s += p
	}
	return t
}

func (b *Bus) Use(m ...Middleware) { b.chain = append(b.chain, m...) }

func (b *Bus) Subscribe(topic string, h Handler) (cancel func()) {
	for i := len(b.chain) - 1; i >= 0; i-- {
		h = b.chain[i](h)
	}
	b.nextID++
	sub := &subscription{id: b.nextID, handler: h, active: true}
	sub.cancel = func() {
		sub.active = false
		list := b.topics[topic]
		for i, s := range list {
			if s == sub {
				b.topics[topic] = append(list[:i:i], list[i+1:]...)
				break
			}
		}
	}
	if b.topics == nil {
		b.topics = make(map[string][]*subscription)
	}
	b.topics[topic] = append(b.topics[topic], sub)
	return sub.cancel
}

func (b *Bus) Once(topic string, h Handler) {
	var cancel func()
	cancel = b.Subscribe(topic, func(e *Event) error {
		defer cancel()
		return h(e)
	})
}

func (b *Bus) Publish(topic string, payload any) error {
	e := &Event{Topic: topic, Payload: payload}
	var errs multi
	for _, s := range b.topics[topic] {
		if !s.active {
			continue
		}
		if err := s.handler(e); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) == 0 {
		return nil
	}
	return errs
}

func Recover(next Handler) Handler {
	return func(e *Event) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if s, ok := r.(string); ok {
					err = errorf("panic in ", e.Topic, ": ", s)
				} else {
					err = errorf("panic")
				}
			}
		}()
		return next(e)
	}
}

func Count(n *int) Middleware {
	return func(next Handler) Handler {
		return func(e *Event) error {
			*n++
			return next(e)
		}
	}
}

func Tag(key, value string) Middleware {
	return func(next Handler) Handler {
		return func(e *Event) error {
			if e.meta == nil {
				e.meta = map[string]string{}
			}
			e.meta[key] = value
			return next(e)
		}
	}
}

type Point struct{ X, Y int }

func collect(into *[]any) Handler {
	return func(e *Event) error {
		*into = append(*into, e.Payload)
		return nil
	}
}

func forward(ch chan<- Event) Handler {
	return func(e *Event) error {
		select {
		case ch <- *e:
			return nil
		default:
			return errorf("full")
		}
	}
}

func Demo() {
	var (
		bus   Bus
		calls int
		seen  []any
	)
	bus.Use(Recover, Count(&calls), Tag("source", "demo"))
	stop := bus.Subscribe("move", collect(&seen))
	bus.Once("move", func(e *Event) error {
		p := e.Payload.(*Point)
		p.X++
		return nil
	})
	ch := make(chan Event, 2)
	bus.Subscribe("move", forward(ch))
	bus.Subscribe("boom", func(*Event) error { panic("boom") })
	total := 0
	func() {
		for i := 0; i < 3; i++ {
			if err := bus.Publish("move", &Point{i, i}); err != nil {
				println(err.Error())
			}
			total += i
		}
	}()
	stop()
	bus.Publish("move", &Point{})
	bus.Publish("num", 12345)
	bus.Publish("point", Point{1, 2})
	if err := bus.Publish("boom", "x"); err != nil {
		println(err.Error())
	}
	println(calls, len(seen), total, len(ch))
}
