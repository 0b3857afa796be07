// Belief: make([]T, n) with a variable n always escapes. It did until 1.24.
package p

func sumSquares(n int) int {
	s := make([]int, n)
	for i := range s {
		s[i] = i * i
	}
	t := 0
	for _, v := range s {
		t += v
	}
	return t
}

func reverse(in string) string {
	b := make([]byte, len(in))
	for i := 0; i < len(in); i++ {
		b[len(in)-1-i] = in[i]
	}
	return string(b)
}

func reverseKept(in string) []byte {
	b := make([]byte, len(in))
	copy(b, in)
	return b
}

func capOnly(n uint8) int {
	s := make([]uint16, 0, n)
	return cap(s)
}

func lenAndCap(n int) int {
	s := make([]string, n, n+10)
	return len(s[:cap(s)])
}

func inLoop(n int) (max int) {
	for i := 0; i < n; i++ {
		row := make([]bool, i)
		if len(row) > max {
			max = len(row)
		}
	}
	return max
}

func zeroSized(n int) int {
	s := make([]struct{}, n)
	t := make([]struct{}, 10)
	return len(s) + len(t)
}
