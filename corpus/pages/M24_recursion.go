// A function that calls itself, and two that call each other.
package p

func fact(n int) int {
	if n < 2 {
		return 1
	}
	return n * fact(n-1)
}

func even(n int) bool { return n == 0 || odd(n-1) }

func odd(n int) bool { return n != 0 && even(n-1) }

func use() int { return fact(5) }
