package p

// Slice and map literals that stay, are returned, stored in other literals,
// passed to calls or only measured.

type option struct {
	name string
	set  func(int)
	def  interface{}
}

var registry = []option{}

func empty() ([]int, map[int]int) { return []int{}, map[int]int{} }

func stays() int {
	s := []int{1, 2, 3}
	m := map[string]int{"a": 1}
	return s[1] + m["a"]
}

func elements() []*int {
	x, y := 1, 2
	s := []*int{&x}
	t := []*int{&y}
	_ = t[0]
	return s
}

func sparse(p *int) []*int { return []*int{10: p, 3: new(int)} }

func mapPointers(k, v *int) int {
	m := map[*int]*int{k: v, new(int): nil}
	return len(m)
}

func mapOfFuncs() map[string]func(int) int {
	n := 2
	return map[string]func(int) int{
		"add": func(x int) int { return x + n },
		"neg": func(x int) int { return -x },
	}
}

func options(n int) []option {
	return []option{
		{"depth", func(v int) { n = v }, n},
		{name: "debug", def: false},
		{def: []string{"x", "y"}},
	}
}

func nested() map[string]map[string][]int {
	return map[string]map[string][]int{
		"a": {"x": {1, 2}, "y": {}},
		"b": {},
	}
}

func arguments(n int) int {
	count := func(s []int, m map[int]bool) int { return len(s) + len(m) }
	return count([]int{n, n}, map[int]bool{n: true})
}

func interfaces(n int, s string) []interface{} {
	return []interface{}{n, s, nil, 1.5, 'x', true, &n, []int{n}, option{}}
}

func localInterfaces(n int) int {
	v := []interface{}{n, "s", 3}
	return len(v)
}

func literalRange() (t int) {
	for _, p := range []struct{ a, b int }{{1, 2}, {3, 4}} {
		t += p.a * p.b
	}
	return
}

func sliceOfLiteral() []int { return []int{1, 2, 3, 4}[1:3] }

func arrayOfLiteral() []int { return (&[4]int{1, 2, 3, 4})[:2] }
