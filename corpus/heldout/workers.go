// A pool of workers: sync, channels, errors joined.
package p

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type task struct {
	id  int
	run func(context.Context) error
}

type pool struct {
	wg    sync.WaitGroup
	tasks chan task
	mu    sync.Mutex
	errs  []error
	done  atomic.Int64
	once  sync.Once
}

func (p *pool) fail(id int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.errs = append(p.errs, fmt.Errorf("task %d: %w", id, err))
}

func (p *pool) worker(ctx context.Context) {
	defer p.wg.Done()
	for {
		select {
		case <-ctx.Done():
			return
		case t, ok := <-p.tasks:
			if !ok {
				return
			}
			if err := t.run(ctx); err != nil {
				p.fail(t.id, err)
			}
			p.done.Add(1)
		}
	}
}

func (p *pool) close() { p.once.Do(func() { close(p.tasks) }) }

func Run(tasks []task, n int, limit time.Duration) (int64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	p := &pool{tasks: make(chan task)}
	for i := 0; i < n; i++ {
		p.wg.Add(1)
		go p.worker(ctx)
	}
	for _, t := range tasks {
		p.tasks <- t
	}
	p.close()
	p.wg.Wait()
	return p.done.Load(), errors.Join(p.errs...)
}

var buffers = sync.Pool{New: func() any { return new([512]byte) }}

func WithBuffer(f func([]byte)) {
	b := buffers.Get().(*[512]byte)
	defer buffers.Put(b)
	f(b[:])
}
