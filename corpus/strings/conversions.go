package p

// Conversions between strings, byte slices and rune slices, named types too.

type text string
type blob []byte
type glyphs []rune
type octet byte

var sinkString string
var sinkBytes []byte

func toBytes(s string) []byte { return []byte(s) }

func toString(b []byte) string { return string(b) }

func toRunes(s string) []rune { return []rune(s) }

func fromRunes(r []rune) (s string) {
	s = string(r)
	return
}

func fromRune(r rune) string { return string(r) }

func fromConstRune() string { return string(rune(65)) }

func named(t text) blob {
	b := blob(t)
	g := glyphs(t)
	if len(g) > 3 {
		return nil
	}
	return b
}

func namedBack(b blob, g glyphs) text {
	if b == nil {
		return text(g)
	}
	return text(b)
}

func octets(s string) []octet { return []octet(s) }

func keep(s string, b []byte) {
	sinkBytes = []byte(s)
	sinkString = string(b)
}

func local(s string) int {
	b := []byte(s)
	r := []rune(s)
	return len(b) + len(r)
}

func literal() ([]byte, int) {
	b := []byte("constant")
	c := []byte("local")
	return b, len(c)
}

func roundTrip(s string) string { return string([]byte(s)) }

func firstRune(s string) rune {
	return []rune(s)[0]
}
