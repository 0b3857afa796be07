// Arguments of deferred calls are evaluated at once and kept; what happens to addresses, slices and large values.
package p

var saved *int

func note(p *int)           { println(*p) }
func save(p *int)           { saved = p }
func give(p *int) *int      { return p }
func sum(xs ...int) int     { return len(xs) }
func big(a [40]int, p *int) { println(a[0], *p) }

func address() {
	x := 1
	defer note(&x)
	x = 2
}

func addressSaved() {
	x := 1
	defer save(&x)
}

func addressReturned() {
	x := 1
	defer give(&x)
}

func addressInLoop(n int) {
	for i := 0; i < n; i++ {
		x := i
		defer note(&x)
	}
}

func addressInBlock(c bool) {
	for {
		x := 1
		if c {
			defer note(&x)
			break
		}
	}
}

func variadic(a int) {
	defer sum(a, a+1, a+2)
	defer sum()
	defer sum([]int{1, 2}...)
}

func large() {
	var a [40]int
	x := 1
	defer big(a, &x)
	a[0] = 1
}

func calls(n int) {
	defer note(give(&n))
	defer note(new(int))
	defer note(func() *int { return &n }())
}

func composite() {
	defer func(v struct {
		p *int
		s []int
	}) {
		println(len(v.s))
	}(struct {
		p *int
		s []int
	}{new(int), []int{1, 2, 3}})
}

func constants() {
	defer show("text", 1, nil)
}

func show(s string, n int, p *int) { println(s, n, p == nil) }
