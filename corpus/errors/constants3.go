package p

// Constant overflow, truncation, division by zero, bad constant expressions, part 3.

const big = 1 << 100

const s = len([]int{1})
const t = f2()
const u int = "x"
const v = 10 >> -1
const w []int = nil

func f2() int { return 2 }

func div(x int) int {
	x /= 0
	x %= 0
	return x / 0
}

func shifts(x int) int {
	var y int8 = 1 << 8
	return x << 64
}
