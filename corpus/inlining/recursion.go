// Functions that call themselves, and each other.
package main

func count(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + count(n-1)
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func three(n int) int { return one(n) + 1 }
func one(n int) int   { return two(n) }
func two(n int) int {
	if n > 9 {
		return n
	}
	return three(n)
}

type list struct {
	next *list
	v    int
}

func (l *list) sum() int {
	if l == nil {
		return 0
	}
	return l.v + l.next.sum()
}

func withLiteral(n int) int {
	f := func() int { return withLiteral(n - 1) }
	if n == 0 {
		return 0
	}
	return f()
}

func mentionsItself() func() any { return func() any { return mentionsItself } }

func recursiveLiteral(n int) int {
	var f func(int) int
	f = func(i int) int {
		if i == 0 {
			return 0
		}
		return f(i - 1)
	}
	return f(n)
}

func usesAll() int {
	if even(4) {
		return count(1)
	}
	return three(1) + (&list{}).sum() + withLiteral(2) + recursiveLiteral(3)
}

func main() {
	println(usesAll(), odd(3), mentionsItself() == nil)
}
