// -lang=go1.8
package p

type alias = int
type generic[T interface{}] = int

const (
	_ = 1_000
	_ = 0b11
	_ = 0o17
	_ = 0x1p-2
	_ = 0xfi
	_ = 017i
)

func shift(n int, u uint) int { return 1<<n + 1<<u + 1<<3 }

type m interface{ m() }
type twice interface {
	m
	m
	interface{ m() }
}
