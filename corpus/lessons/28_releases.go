// The text of -m is not stable: 1.22, 1.24, 1.25 and 1.27 changed messages and verdicts.
package p

var sink any

func boxed() {
	n := 200
	sink = n // ?
}

func appended(n int) int {
	var s []int
	s = append(s, n)
	return s[0]
}

func converted(s string) int {
	b := []byte(s)
	return len(b)
}

func sized(n int) int {
	s := make([]byte, n) // ?
	return len(s)
}
