// A function that costs more than 80, and what the costs are made of.
package p

func square(n int) int { return n * n }

//go:noinline
func call(n int) int { return n }

func cheap(n int) int { return square(n) }

func one(n int) int { return call(n) }

func two(n int) int { return call(n) + call(n+1) }
