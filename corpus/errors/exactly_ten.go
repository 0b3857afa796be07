package p

// Exactly ten errors, two of them on the same line.

func f01() { a01, b01 := 1, 2 }
func f02() { _ = u02 }
func f03() { _ = u03 }
func f04() { _ = u04 }
func f05() { _ = u05 }
func f06() { _ = u06 }
func f07() { _ = u07 }
func f08() { _ = u08 }
func f09() int {}
