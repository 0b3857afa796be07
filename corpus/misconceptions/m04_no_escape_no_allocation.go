// Belief: "does not escape" means no allocation. Concatenations over 32 bytes and appends that grow allocate anyway.
package p

func sameLong(a, b, c string) bool {
	joined := a + "/" + b + "/" + c
	return joined == "0123456789/0123456789/0123456789/0123456789"
}

func lookup(m map[string]int, prefix, key string) int {
	return m[prefix+"."+key]
}

func bytesOf(s string) int {
	b := []byte(s)
	n := 0
	for _, c := range b {
		if c == ' ' {
			n++
		}
	}
	return n
}

func runesOf(s string) (upper int) {
	for _, r := range []rune(s) {
		if r >= 'A' && r <= 'Z' {
			upper++
		}
	}
	return
}

func appendGrows(n int) int {
	var stack []int
	for i := 0; i < n; i++ {
		stack = append(stack, i)
		if i%3 == 0 {
			stack = stack[:len(stack)-1]
		}
	}
	return len(stack)
}

func mapGrows(n int) int {
	m := map[int]bool{}
	for i := 0; i < n; i++ {
		m[i] = true
	}
	return len(m)
}

func stringOfBytes(b []byte) bool {
	return string(b) == "expected"
}
