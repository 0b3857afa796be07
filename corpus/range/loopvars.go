package p

// Per-iteration loop variables (go >= 1.22): three-clause loops and ranges whose
// variables are captured, addressed or assigned inside a closure.

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

func modified() (t int) {
	for i, j := 0, 10; i < j; i, j = i+1, j-1 {
		inc := func() { i++ }
		inc()
		t += i + j
	}
	return t
}

func withContinue(s []int) {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			continue
		}
		fns = append(fns, func() { s[i]++ })
	}
}

func rangeCapture(s []string) (out []func() string) {
	for i, v := range s {
		out = append(out, func() string {
			if i == 0 {
				return ""
			}
			return v
		})
	}
	return
}

func notEscaping(s []int) int {
	t := 0
	for _, v := range s {
		func() { t += v }()
	}
	return t
}

func deferInLoop(s []int) {
	for _, v := range s {
		defer func() { println(v) }()
	}
}

func goInLoop(s []int, done chan<- int) {
	for i := range s {
		go func() { done <- s[i] }()
	}
}

func returned(s []int) func() int {
	for _, v := range s {
		if v > 3 {
			return func() int { return v }
		}
	}
	return nil
}

func outer(s []int) func() int {
	var v int
	for _, v = range s {
		if v > 3 {
			return func() int { return v }
		}
	}
	return nil
}
