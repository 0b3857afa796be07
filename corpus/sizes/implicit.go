package p

// The limit for implicit variables (new, &T{}, make): 64 KiB, both sides.

type at [65536]byte
type over [65537]byte
type words [8192]int
type wordsOver [8193]int

func newAt() byte { p := new(at); return p[1] }

func newOver() byte { p := new(over); return p[1] }

func litAt() byte { p := &at{1: 2}; return p[1] }

func litOver() byte { p := &over{1: 2}; return p[1] }

func newWords() int { p := new(words); return p[3] }

func newWordsOver() int { p := new(wordsOver); return p[3] }

func makeAt() int { s := make([]byte, 65536); return len(s) }

func makeOver() int { s := make([]byte, 65537); return len(s) }

func makeWords() int { s := make([]int, 8192); return len(s) }

func makeWordsOver() int { s := make([]int, 8193); return len(s) }

func makeCap() int { s := make([]int32, 0, 16384); return cap(s) }

func makeCapOver() int { s := make([]int32, 0, 16385); return cap(s) }

func makeOdd() int { s := make([][3]byte, 21845); return len(s) }

func makeOddOver() int { s := make([][3]byte, 21846); return len(s) }

func addrOfVar() byte {
	var a over
	p := &a
	return p[2]
}

func structNew() int {
	type rec struct {
		a [65528]byte
		n int
	}
	p := new(rec)
	return p.n
}

func structNewOver() int {
	type rec struct {
		a [65529]byte
		n int
	}
	p := new(rec)
	return p.n
}
