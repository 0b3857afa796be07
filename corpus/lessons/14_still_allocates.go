// "does not escape" does not promise that nothing is allocated: what does not fit its small buffer is allocated after all.
package p

func joined(a, b string) bool {
	s := a + b // ?
	return s == "ab"
}

func returned(a, b string) string {
	return a + b // ?
}

func changed(s string) byte {
	b := []byte(s) // ?
	b[0]++
	return b[0]
}

func grown(n int) int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return len(s)
}
