// Slice, array and struct literals, nested, with addresses and with elided types.
package p

type pt struct{ x, y int }

type line struct {
	a, b  *pt
	marks []pt
	name  string
}

func ints() []int { return []int{5: 1, 2, 3} }

func elided() []*pt { return []*pt{{1, 2}, {3, 4}, nil} }

func elidedLocal() (sum int) {
	for _, p := range []*pt{{1, 2}, {3, 4}} {
		sum += p.x
	}
	return
}

func nested() [][]pt { return [][]pt{{{1, 2}}, {}, {{3, 4}, {5, 6}}} }

func nestedLocal() int {
	m := [][]int{{1}, {2, 3}, nil}
	return m[1][1]
}

func arrays() [2][2]*pt {
	return [2][2]*pt{{{1, 1}, {2, 2}}, {nil, {3, 3}}}
}

func structs(p *pt) line { return line{a: p, b: &pt{}, marks: []pt{*p}} }

func structPointer(p pt) *line { return &line{a: &p, name: "l"} }

func structLocal() int {
	l := line{a: &pt{1, 2}, b: &pt{3, 4}, marks: []pt{{5, 6}}}
	return l.a.x + l.b.y + l.marks[0].x
}

func withVariables(x, y int, s string) ([]any, []string) {
	return []any{x, y, s, pt{x, y}, &pt{y, x}}, []string{s, s + "!"}
}

func anonymous() []struct {
	k string
	v *int
} {
	n := 1
	return []struct {
		k string
		v *int
	}{{"a", &n}, {k: "b"}}
}

func tableTest(f func(int) int) (failed int) {
	for _, tc := range []struct{ in, want int }{{1, 2}, {2, 4}, {3, 6}} {
		if got := f(tc.in); got != tc.want {
			failed++
		}
	}
	return
}

func bytesAndRunes() ([]byte, []rune, []byte) {
	return []byte("lit"), []rune("lit"), []byte{'a', 2: 'c'}
}

var primes = []int{2, 3, 5, 7}

var points = []*pt{{1, 2}, {3, 4}}

var byPtr = map[pt]*line{{1, 2}: {name: "x"}}
