// errors.New that stays where it is inlined, and does not at package level.
package p

import (
	"errors"
)

var errA = errors.New("a")

type code int

func (c code) Error() string { return "code" }

func check(n int) error {
	switch {
	case n < 0:
		return errA
	case n == 0:
		return code(n)
	case n > 9:
		return errors.New("large")
	}
	return nil
}

func isBad(n int) bool { return check(n) != nil }

func local() bool {
	err := errors.New("x")
	return err == errA || errors.Is(err, errA)
}

func text() string { return errors.New("y").Error() }

func unwrap(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
