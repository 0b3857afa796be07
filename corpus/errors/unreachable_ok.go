package p

// Functions whose last statement terminates, next to ones that do not.

func a(x int) int {
	for {
	}
}

func b(x int) int {
	for {
		if x > 1 {
			break
		}
	}
}

func c(x int) int {
	switch {
	case x > 1:
		return 1
	default:
		panic(x)
	}
}

func d(x int) int {
	switch {
	case x > 1:
		break
	default:
		return 1
	}
}

func e(c chan int) int {
	select {
	case x := <-c:
		return x
	}
}

func f(x int) int {
L:
	for {
		for {
			break L
		}
	}
}

func g(x int) int {
	if x > 1 {
		return 1
	} else if x > 2 {
		return 2
	}
}

func h(x int) int { goto end; end: return x }

func i(x int) int {
	{
		return x
	}
}

func j() int { panic("x") }

func k() int { func() int { return 1 }() }
