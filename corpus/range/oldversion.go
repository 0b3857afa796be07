//go:build go1.21

package p

// The build constraint above lowers this file's language version to go 1.21:
// loop variables are shared between iterations.

var fns []func()
var addrs []*int

func captured() {
	for i := 0; i < 3; i++ {
		fns = append(fns, func() { println(i) })
	}
}

func addressed() {
	for i := 0; i < 3; i++ {
		addrs = append(addrs, &i)
	}
}

func rangeCaptured(s []int) (out []func() int) {
	for i, v := range s {
		out = append(out, func() int { return i + v })
	}
	return
}

func rangeAddr(s []int) {
	for _, v := range s {
		addrs = append(addrs, &v)
	}
}

func notEscaping(s []int) (t int) {
	for _, v := range s {
		func() { t += v }()
	}
	return t
}

func goLoop(s []*int, c chan *int) {
	for _, v := range s {
		go func() { c <- v }()
	}
}

func local(s []int) int {
	t := 0
	for i := range s {
		p := &i
		t += *p
	}
	return t
}
