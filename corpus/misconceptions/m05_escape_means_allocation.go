// Belief: "escapes to heap" means an allocation. Constants, small integers and empty values in an interface are free.
package p

var out any

type empty struct{}

type level int

const (
	debug level = iota
	info
)

func constants() {
	out = 7
	out = "constant"
	out = 3.5
	out = 2i
	out = nil
	out = info
}

func smallValues(b byte, ok bool) {
	out = b
	out = ok
	out = int8(b)
}

func zeroSize() {
	out = empty{}
	out = [0]int{}
	out = struct{}{}
}

func small(n int) any {
	if n < 0 {
		return 0
	}
	return n & 0xff
}

func zeroLength(s string, b []byte) {
	out = s[:0]
	out = b[:0]
}

func pointerShaped(p *int, m map[int]int, c chan int, f func()) {
	out = p
	out = m
	out = c
	out = f
}

func reports(n int) (any, any) {
	if n > 100 {
		return debug, "many"
	}
	return info, n
}
