package p

// Large literals: arrays and slices beyond the stack limits, maps that are
// filled by a loop, all-constant literals with a static copy.

type big struct {
	pad [1 << 16]byte
	n   int
}

func sliceAtIndex() int {
	s := []byte{131071: 1}
	return len(s)
}

func sliceBeyond() byte {
	s := []byte{131072: 1}
	return s[0]
}

func arrayVar(i int) byte {
	a := [131073]byte{1: 2}
	return a[i]
}

func arrayVarFits(i int) byte {
	a := [131072]byte{1: 2}
	return a[i]
}

func pointerBig() int {
	b := &big{n: 3}
	return b.n
}

func valueBig() int {
	b := big{n: 3}
	return b.n
}

func returnBig() (b big) {
	b = big{n: 4}
	return
}

func constTable(i int) string {
	t := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	return t[i]
}

func constMap(k string) int {
	m := map[string]int{
		"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "j": 10,
		"k": 11, "l": 12, "m": 13, "n": 14, "o": 15, "p": 16, "q": 17, "r": 18, "s": 19, "t": 20,
		"u": 21, "v": 22, "w": 23, "x": 24, "y": 25, "z": 26, "aa": 27, "bb": 28,
	}
	return m[k]
}

func pointerArray() *[20]*int {
	x := 1
	return &[20]*int{0: &x, 5: new(int), 19: nil}
}

func mixedArray(n int) [6]interface{} {
	return [6]interface{}{n, 1, "two", 3.0, nil, [2]int{n, n}}
}
