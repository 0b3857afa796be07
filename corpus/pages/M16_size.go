// Expressions and variables that are on the heap for their size or kind alone.
package p

func large() byte {
	s := make([]byte, 64<<10+1)
	return s[0]
}

func variable() byte {
	var a [10<<20 + 1]byte
	return a[0]
}

func unknown(n int) int {
	s := make([]int, n)
	return len(s)
}

func empty() int {
	s := make([]struct{}, 3)
	return len(s)
}
