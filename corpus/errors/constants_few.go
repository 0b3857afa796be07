package p

// Only a few constant mistakes.

func overflow() (int8, uint8) {
	x := int8(200)
	return x, -1
}

func divide(a int) int { return a / 0 }

func index(a [3]int) int { return a[3] }

func negative(s []int) []int { return s[-1:] }

func fine(a [3]*int) *int { return a[2] }
