// Bodies with loops, labels and gotos.
package p

func index(xs []string, x string) int {
	for i, y := range xs {
		if x == y {
			return i
		}
	}
	return -1
}

func pairs(n int) (out [][2]*int) {
outer:
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			if i == j {
				continue outer
			}
			out = append(out, [2]*int{&i, &j})
		}
	}
	return
}

func gcd(a, b int) int {
again:
	if b != 0 {
		a, b = b, a%b
		goto again
	}
	return a
}

func until(f func() bool) (n int) {
	for f() {
		n++
	}
	return
}

func use() int {
	k := 0
	n := until(func() bool { k++; return k < 3 })
	return gcd(12, 18) + index([]string{"a", "b"}, "b") + n + len(pairs(3))
}
