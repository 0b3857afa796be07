package p

// The limit for explicit variables: 128 KiB since go 1.24, 10 MiB before.
// Parameters and results are never limited.

type k128 [131072]byte
type k128over [131073]byte
type m10 [10 << 20]byte
type m10over [10<<20 + 1]byte

func fits(i int) byte { var a k128; return a[i] }

func over(i int) byte { var a k128over; return a[i] }

func tenMeg(i int) byte { var a m10; return a[i] }

func tenMegOver(i int) byte { var a m10over; return a[i] }

func param(a k128over, i int) byte { return a[i] }

func result() (a k128over) {
	a[1] = 2
	return
}

func unnamedResult() m10over {
	return m10over{}
}

func assigned(i int) byte {
	a := result()
	return a[i]
}

func twoVars(i int) byte {
	var a, b k128over
	return a[i] + b[i]
}

func structVar() int {
	var s struct {
		head [131072]byte
		n    int
	}
	return s.n
}

func capturedBig() func() byte {
	var a k128
	return func() byte { return a[0] }
}

func rangeBig(a *k128over) (n int) {
	for _, v := range *a {
		n += int(v)
	}
	return n
}

func ifaceBig(a k128over) int {
	var i interface{} = a
	_, ok := i.(k128over)
	if ok {
		return 1
	}
	return 0
}
