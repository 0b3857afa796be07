package p

// More than ten errors: the compiler stops after the tenth.

func f01() { a01 := 1 }
func f02() { a02 := 1 }
func f03() { _ = u03 }
func f04() { a04 := 1 }
func f05() int { return "s" }
func f06() { a06 := 1 }
func f07() { f06(1) }
func f08() int {}
func f09() { a09 := 1 }
func f10() { var x string = 1; _ = x }
func f11() { a11 := 1 }
func f12() { break }
func f13() { a13 := 1 }
func fine() *int { return new(int) }
