// Belief: method values are free. x.M without a call makes a closure that holds x; only inlining removes it.
package p

type acc struct {
	sum int
	log []int
}

func (a *acc) add(x int) {
	a.sum += x
	a.log = append(a.log, x)
}

func (a acc) total() int { return a.sum }

type adder interface{ add(int) }

func each(n int, f func(int)) {
	for i := 0; i < n; i++ {
		f(i)
	}
}

func passed(n int) int {
	var a acc
	each(n, a.add)
	return a.sum
}

func calledAtOnce(n int) int {
	var a acc
	a.add(n)
	f := a.add
	f(n)
	f(n + 1)
	return a.total()
}

func returned(a *acc) func(int) { return a.add }

func returnedValue(a acc) func() int { return a.total }

func returnedLocal() func(int) {
	var a acc
	return a.add
}

func viaInterface(a adder, n int) { each(n, a.add) }

func expression(n int) int {
	a := new(acc)
	f := (*acc).add
	f(a, n)
	g := acc.total
	return g(*a)
}

type button struct{ onClick func(int) }

func register(b *button, a *acc) { b.onClick = a.add }

func deferred(a *acc) {
	f := a.add
	defer f(1)
}
