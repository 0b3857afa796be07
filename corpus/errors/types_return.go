package p

// Wrong results: too many, too few, wrong types, missing return.

func one() int { return }

func none() { return 1 }

func two() (int, string) { return 1 }

func three() (int, string) { return 1, "a", 2 }

func mismatch() (int, string) { return "a", 1 }

func named() (n int, err error) {
	if n > 0 {
		return "x", nil
	}
	return
}

func shadow() (err error) {
	{
		err := error(nil)
		_ = err
		return
	}
}

func missing(x int) int {
	if x > 0 {
		return 1
	}
}

func missingLoop(x int) int {
	for x > 0 {
		return 1
	}
}

func missingSwitch(x int) *int {
	switch x {
	case 1:
		return nil
	}
}

func multi() (int, string) { return two() }

func multiBad() int { return two() }

func fine() func() int { return func() int { return 1 } }

func literal() func() int { return func() int {} }
