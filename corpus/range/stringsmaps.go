package p

// Ranging over strings, maps and channels.

var words []string
var keep *string

func runes(s string) (n int) {
	for i, r := range s {
		if r > 'z' {
			n += i
		}
	}
	return
}

func runesOfBytes(b []byte) int {
	c := 0
	for range string(b) {
		c++
	}
	return c
}

func bytesOf(s string) (t byte) {
	for _, c := range []byte(s) {
		t ^= c
	}
	return t
}

func keys(m map[*int]*string) *int {
	for k := range m {
		return k
	}
	return nil
}

func values(m map[*int]*string) *string {
	for _, v := range m {
		return v
	}
	return nil
}

func copyMap(m map[string]*string) map[string]*string {
	out := map[string]*string{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func takeAddr(m map[string]string) {
	for k, v := range m {
		words = append(words, k)
		keep = &v
	}
}

func drain(ch chan *string) (last *string) {
	for v := range ch {
		last = v
	}
	return last
}

func drainInto(ch <-chan *string) {
	for keep = range ch {
	}
}

func count(ch chan struct{}) (n int) {
	for range ch {
		n++
	}
	return n
}

func literalMap() int {
	t := 0
	for k, v := range map[int]int{1: 2, 3: 4} {
		t += k * v
	}
	return t
}
