// range over an integer: new in 1.22, an error before.
package p

var saved []*int

func count(n int) (s int) {
	for i := range n {
		s += i
	}
	return
}

func constant() (out []int) {
	for i := range 3 {
		out = append(out, i)
	}
	return
}

func addresses(n int) {
	for i := range n {
		saved = append(saved, &i)
	}
}

func captured(n int) (fs []func() int) {
	for i := range n {
		fs = append(fs, func() int { return i })
	}
	return
}

func unused(n uint8) (k int) {
	for range n {
		k++
	}
	return
}
