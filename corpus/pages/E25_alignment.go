// A type that is aligned to more bytes than a pointer has, on processors with 32 bits.
package p

import "sync/atomic"

func demo() bool {
	p := new(atomic.Int64)
	return p != nil
}
