// Maps with a size hint: the hint does not decide where the map lives, the flow does.
package p

func preallocMap(n int) int {
	m := make(map[int]string, n)
	for i := 0; i < n; i++ {
		m[i] = "x"
	}
	return len(m)
}

func preallocConst() int {
	m := make(map[string]int, 100)
	m["a"] = 1
	return m["a"]
}

func preallocReturned(n int) map[string]int {
	m := make(map[string]int, n)
	m["n"] = n
	return m
}

func preallocSmall() map[string]int {
	return make(map[string]int, 4)
}

func countWords(words []string) map[string]int {
	m := make(map[string]int, len(words))
	for _, w := range words {
		m[w]++
	}
	return m
}

func distinct(words []string) int {
	seen := make(map[string]bool, len(words))
	for _, w := range words {
		seen[w] = true
	}
	return len(seen)
}
