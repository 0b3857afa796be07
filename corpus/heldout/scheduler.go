// A cooperative scheduler: worker goroutines, select loops, timers in a sorted list, futures and a wait group of channels.
package main

type Task struct {
	id    int
	run   func(ctx *Context) (any, error)
	out   *Future
	prio  int
	after []*Future
}

type Future struct {
	done  chan struct{}
	value any
	err   error
}

func newFuture() *Future { return &Future{done: make(chan struct{})} }

func (f *Future) resolve(v any, err error) {
	f.value, f.err = v, err
	close(f.done)
}

func (f *Future) Wait() (any, error) {
	<-f.done
	return f.value, f.err
}

type Context struct {
	parent *Context
	cancel chan struct{}
	values map[string]any
}

func (c *Context) Value(k string) any {
	for ; c != nil; c = c.parent {
		if v, ok := c.values[k]; ok {
			return v
		}
	}
	return nil
}

func (c *Context) With(k string, v any) *Context {
	return &Context{parent: c, cancel: c.cancel, values: map[string]any{k: v}}
}

func (c *Context) Done() <-chan struct{} { return c.cancel }

type Scheduler struct {
	queue   chan *Task
	idle    chan chan *Task
	stop    chan bool
	wg      waitGroup
	ctx     *Context
	counter int
}

type waitGroup struct {
	n  int
	ch chan int
}

func (w *waitGroup) Go(f func()) {
	if w.ch == nil {
		w.ch = make(chan int, 16)
	}
	w.n++
	go func() {
		defer func() { w.ch <- 1 }()
		f()
	}()
}

func (w *waitGroup) Wait() {
	for ; w.n > 0; w.n-- {
		<-w.ch
	}
}

type panicError struct {
	val any
	id  int
}

func (p panicError) Error() string { return "task panicked" }

func (t *Task) execute(ctx *Context) {
	defer func() {
		if r := recover(); r != nil {
			t.out.resolve(nil, panicError{r, t.id})
		}
	}()
	for _, f := range t.after {
		if _, err := f.Wait(); err != nil {
			t.out.resolve(nil, err)
			return
		}
	}
	v, err := t.run(ctx)
	t.out.resolve(v, err)
}

func New(workers int) *Scheduler {
	s := &Scheduler{
		queue: make(chan *Task, 64),
		idle:  make(chan chan *Task, workers),
		stop:  make(chan bool),
		ctx:   &Context{cancel: make(chan struct{})},
	}
	for i := 0; i < workers; i++ {
		s.wg.Go(func() { s.worker(i) })
	}
	go s.dispatch()
	return s
}

func (s *Scheduler) worker(id int) {
	inbox := make(chan *Task)
	ctx := s.ctx.With("worker", id)
	for {
		select {
		case s.idle <- inbox:
		case <-s.stop:
			return
		}
		select {
		case t := <-inbox:
			t.execute(ctx)
		case <-s.stop:
			return
		}
	}
}

func (s *Scheduler) dispatch() {
	var backlog []*Task
	for {
		var ready chan chan *Task
		if len(backlog) > 0 {
			ready = s.idle
		}
		select {
		case t, ok := <-s.queue:
			if !ok {
				return
			}
			i := 0
			for i < len(backlog) && backlog[i].prio >= t.prio {
				i++
			}
			backlog = append(backlog, nil)
			copy(backlog[i+1:], backlog[i:])
			backlog[i] = t
		case w := <-ready:
			w <- backlog[0]
			backlog = backlog[1:]
		case <-s.stop:
			return
		}
	}
}

func (s *Scheduler) Submit(prio int, f func(*Context) (any, error), after ...*Future) *Future {
	s.counter++
	t := Task{id: s.counter, run: f, out: newFuture(), prio: prio, after: after}
	s.queue <- &t
	return t.out
}

func (s *Scheduler) Stop() {
	close(s.stop)
	close(s.ctx.cancel)
	s.wg.Wait()
}

func All(fs ...*Future) (out []any, err error) {
	for _, f := range fs {
		v, e := f.Wait()
		if e != nil && err == nil {
			err = e
		}
		out = append(out, v)
	}
	return
}

func First(a, b *Future) (v any) {
	select {
	case <-a.done:
		v = a.value
	case <-b.done:
		v = b.value
	}
	return
}

func square(n int) func(*Context) (any, error) {
	return func(ctx *Context) (any, error) {
		select {
		case <-ctx.Done():
			return nil, nil
		default:
		}
		return n * n, nil
	}
}

func main() {
	s := New(3)
	defer s.Stop()
	var fs []*Future
	for i := 0; i < 5; i++ {
		fs = append(fs, s.Submit(i%2, square(i)))
	}
	bad := s.Submit(9, func(*Context) (any, error) { panic("bad") })
	sum := s.Submit(0, func(ctx *Context) (any, error) {
		total := 0
		vals, err := All(fs...)
		for _, v := range vals {
			total += v.(int)
		}
		return total, err
	}, fs...)
	if _, err := All(bad, sum); err != nil {
		if p, ok := err.(panicError); ok {
			println(p.Error(), p.id, p.val.(string))
		}
	}
	println(First(fs[0], fs[1]).(int))
}
