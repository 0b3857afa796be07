// Belief: large objects go to the heap "at 64 KB". Implicit allocations do; declared variables have a limit of 10 MiB
// until 1.23, and of 128 KiB since 1.24.
package p

type kib [1024]byte

func declared64() int {
	var a [64]kib
	var b [65]kib
	return len(a) + len(b)
}

func declared128() byte {
	var a [128]kib
	a[1][1] = 1
	return a[0][0] + a[1][1]
}

func declared129() byte {
	var a [129]kib
	a[1][1] = 1
	return a[0][0] + a[1][1]
}

func declared11M() byte {
	var a [11 * 1024]kib
	return a[7][7]
}

func implicit64() int {
	a := new([64]kib)
	b := &[64]kib{}
	c := make([]kib, 64)
	return len(a) + len(b) + len(c)
}

func implicit65() int {
	a := new([65]kib)
	b := &[65]kib{}
	c := make([]kib, 65)
	return len(a) + len(b) + len(c)
}

func literal() int {
	s := []kib{200: {1}}
	return len(s)
}

func parameter(a [200]kib) byte { return a[3][3] }

func result() (a [200]kib) {
	a[0][0] = 1
	return
}

func passes() byte {
	var a [100]kib
	a[3][3] = 9
	return parameter([200]kib{3: a[3]}) + result()[0][0]
}
