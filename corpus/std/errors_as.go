// errors.As with targets on the stack, and errors.Join.
package p

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
)

func numErr(s string) (string, bool) {
	_, err := strconv.ParseInt(s, 10, 64)
	var ne *strconv.NumError
	if errors.As(err, &ne) {
		return ne.Func, true
	}
	return "", false
}

func path(err error) string {
	if pe := new(fs.PathError); errors.As(err, &pe) {
		return pe.Path
	}
	return ""
}

type list []error

func (l *list) add(err error) {
	if err != nil {
		*l = append(*l, err)
	}
}

func all(n int) error {
	var l list
	for i := 0; i < n; i++ {
		l.add(fmt.Errorf("%d", i))
	}
	return errors.Join(l...)
}

func wrap(err error) error { return fmt.Errorf("a: %w, b: %w", err, fs.ErrExist) }
