// Literals made in loops, with captured loop variables of each kind. Since 1.22 each iteration has its own.
package p

var hooks []func()

func counted(n int) {
	for i := 0; i < n; i++ {
		hooks = append(hooks, func() { println(i) })
	}
}

func countedCopy(n int) {
	for i := 0; i < n; i++ {
		i := i
		hooks = append(hooks, func() { println(i) })
	}
}

func countedChanged(n int) {
	for i := 0; i < n; i++ {
		hooks = append(hooks, func() { i += 2 })
	}
}

func ranged(names []string) {
	for i, name := range names {
		hooks = append(hooks, func() { println(i, name) })
	}
}

func rangedMap(m map[string]int) {
	for k := range m {
		hooks = append(hooks, func() { println(k, m[k]) })
	}
}

func rangedOuter(names []string) {
	var name string
	for _, name = range names {
		hooks = append(hooks, func() { println(name) })
	}
}

func rangedString(s string) (fs []func() rune) {
	for _, r := range s {
		fs = append(fs, func() rune { return r })
	}
	return
}

func usedAtOnce(n int) (sum int) {
	for i := 0; i < n; i++ {
		add := func() { sum += i }
		add()
	}
	return
}

func returnedFromLoop(xs []int) func() int {
	for _, x := range xs {
		if x > 3 {
			return func() int { return x }
		}
	}
	return nil
}

func twoVariables(n int) {
	for i, j := 0, n; i < j; i, j = i+1, j-1 {
		hooks = append(hooks, func() { println(i) })
		if i == 5 {
			continue
		}
		println(j)
	}
}

func conditionOnly() {
	x := 10
	for x > 0 {
		x--
		hooks = append(hooks, func() { println(x) })
	}
}

func nestedLoops(n int) {
	for i := 0; i < n; i++ {
		for j := i; j < n; j++ {
			hooks = append(hooks, func() { println(i, j) })
		}
	}
}
