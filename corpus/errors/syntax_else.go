package p

// Line ends in the wrong places.

func a(x int) int {
	if x > 0 {
		return 1
	}
	else {
		return 2
	}
}

func b(x int) int
{
	return x
}

func c() []int {
	return []int{
		1,
		2
	}
}

func d(
	a int,
	b int
) {
}
