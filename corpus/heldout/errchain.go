// Errors of own types, wrapped and found again.
package p

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

type opError struct {
	op   string
	code int
	err  error
}

func (e *opError) Error() string { return fmt.Sprintf("%s (%d): %v", e.op, e.code, e.err) }
func (e *opError) Unwrap() error { return e.err }
func (e *opError) Is(target error) bool {
	t, ok := target.(*opError)
	return ok && t.code == e.code
}

var ErrClosed = &opError{op: "closed", code: 1}

type temporary interface{ Temporary() bool }

func isTemporary(err error) bool {
	var t temporary
	return errors.As(err, &t) && t.Temporary()
}

func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return &opError{op, 2, err}
}

func open(name string) (*os.File, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, wrap("open", errors.New("nothing there"))
	}
	return f, wrap("open", err)
}

func code(err error) int {
	var op *opError
	if errors.As(err, &op) {
		return op.code
	}
	if errors.Is(err, io.EOF) || errors.Is(err, ErrClosed) {
		return 0
	}
	return -1
}

func all(fs ...func() error) error {
	var errs []error
	for _, f := range fs {
		if err := f(); err != nil {
			errs = append(errs, fmt.Errorf("step: %w", err))
		}
	}
	return errors.Join(errs...)
}
