// Contexts, timers and values in them.
package p

import (
	"context"
	"time"
)

type key struct{}

func with(ctx context.Context, n int) context.Context { return context.WithValue(ctx, key{}, n) }

func value(ctx context.Context) int {
	n, _ := ctx.Value(key{}).(int)
	return n
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func run(f func(context.Context) error) error {
	ctx, cancel := context.WithCancel(with(context.Background(), 1))
	defer cancel()
	go func() {
		time.Sleep(time.Millisecond)
		cancel()
	}()
	return f(ctx)
}

func format(t time.Time) string { return t.Add(time.Hour).Format(time.RFC3339) }
