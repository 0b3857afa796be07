// Package-level variables: the function that initialises them is never copied, literals in it are.
package main

var plain = 1
var called = compute(2)
var table = map[string]func(int) int{
	"inc": func(x int) int { return x + 1 },
	"dec": func(x int) int { return x - 1 },
}
var handler = func(x int) int { return compute(x) }
var once = func() int { return compute(plain) + handler(1) }()
var nested = func() func() int { return func() int { return plain } }
var list = []func(){func() { plain++ }, func() { plain-- }}
var big = map[int]string{1: "a", 2: "b", 3: "c", 4: "d"}
var first, second = pair()
var _ = compute(3)
var _, third = pair()

func compute(x int) int { return x * 2 }
func pair() (int, int)  { return compute(1), compute(2) }

func init() { plain = compute(plain) }
func init() {
	defer func() { plain = 0 }()
	plain = handler(plain)
}
func init() {
	for i := range list {
		list[i]()
	}
}

func main() {
	println(plain, called, table["inc"](1), once, nested()(), first, second, third, big[1])
}
