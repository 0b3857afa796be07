package p

// What is ranged over: calls, literals, conversions, fields, slices of arrays,
// parenthesised and dereferenced operands.

type bag struct {
	items []*int
	grid  [2][]*int
	set   map[string]*int
}

func (b *bag) all() []*int { return b.items }

func make3() []*int {
	return []*int{new(int), new(int), nil}
}

func fromCall() *int {
	for _, v := range make3() {
		return v
	}
	return nil
}

func fromMethod(b *bag) (r *int) {
	for _, r = range b.all() {
	}
	return
}

func fromField(b bag) *int {
	for _, v := range b.items {
		return v
	}
	for _, row := range b.grid {
		for _, v := range row {
			return v
		}
	}
	for _, v := range b.set {
		return v
	}
	return nil
}

func fromLiteral() int {
	n := 0
	for _, v := range []*int{new(int)} {
		n += *v
	}
	for _, v := range [...]string{"a", "b"} {
		n += len(v)
	}
	return n
}

func fromSliceOfArray(a *[8]*int) *int {
	for _, v := range a[2:4] {
		return v
	}
	return nil
}

func fromLocalArray() (t int) {
	var a [4]int
	for i, v := range a[:] {
		a[3-i] = v
		t += v
	}
	return t
}

func fromDeref(p *[]*int, q **[2]*int) *int {
	for _, v := range *p {
		return v
	}
	for _, v := range *q {
		return v
	}
	return nil
}

func fromParen(s []int) (t int) {
	for _, v := range ((s)) {
		t += v
	}
	return
}

func fromConversion(x []int) *int {
	type list []int
	for i := range list(x) {
		return &x[i]
	}
	return nil
}
