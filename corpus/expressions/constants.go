package p

// Constants of every kind converted to interfaces: how their values and types
// are printed.

type num int
type flag bool
type name string
type ratio float32

const (
	big     = 1 << 40
	neg     = -5
	tiny    = 1e-30
	pi      = 3.14159265358979
	letter  = 'x'
	wide    = '世'
	control = '\n'
	long    = "0123456789012345678901234567890123456789012345678901234567890123456789"
	longer  = "01234567890123456789012345678901234567890123456789012345678901234567890123456789"
	raw     = `raw "text"
with newline	and tab`
	typed num = 7
)

func ints() []interface{} {
	return []interface{}{
		0, 1, neg, big, 0xff, 0o17, 0b101, 1_000, int8(-128), uint8(255), uint64(1<<64 - 1),
		typed, num(3), uint(2), uintptr(9), int32(4), rune(5), byte(6),
	}
}

func floats() []interface{} {
	return []interface{}{
		0.0, 1.5, pi, tiny, 1e100, 100000.0, 1e6, 1e21, 12345678.9, -2.5, float32(0.1), ratio(2), 1.0 / 3, 0x1p-2,
	}
}

func complexes() []interface{} {
	return []interface{}{1i, 1 + 2i, -3i, complex64(2), 0i, complex(1.5, -2.5), 1e3 + 1e-3i}
}

func runes() []interface{} {
	return []interface{}{letter, wide, control, '\'', '\\', '\x00', '\u00e9', '\U0001F600', letter + 1, '"'}
}

func strs() []interface{} {
	return []interface{}{
		"", "a\tb", "quote\"", 'a' < 'b', long, longer, raw, name("n"), "é世", "\xff\xfe", "\u200b", "a" + "b", long[3],
		"bell\a nul\x00 del\x7f", string(wide),
	}
}

func bools() []interface{} { return []interface{}{true, false, flag(true), 1 < 2, !true} }

func nils() []interface{} {
	return []interface{}{nil, (*int)(nil), []int(nil), error(nil), (func())(nil)}
}

func folded(x int) []interface{} {
	const k = 3
	return []interface{}{k * 2, k << 3, x << k, x + k*2, len("four"), len([5]int{}), -k, ^k, k == 3, x & 0xf0}
}
