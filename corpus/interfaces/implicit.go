// Where conversions to interfaces hide: arguments, results, assignments, sends, map and slice elements, comparisons, ranges.
package p

type id int

type visitor interface{ visit(id) }

type printer struct{ prefix string }

func (p printer) visit(i id) { println(p.prefix, i) }

func walk(ids []id, v visitor) {
	for _, i := range ids {
		v.visit(i)
	}
}

func argument(ids []id) { walk(ids, printer{"-"}) }

func result(s string) visitor { return printer{s} }

func results(s string, i id) (visitor, any) { return printer{s}, i }

func assignment(s string) {
	var v visitor
	v = printer{s}
	v.visit(1)
}

func declaration(i id) bool {
	var v any = i
	var w, x any = i + 1, "s"
	return v == w || w == x
}

func send(c chan any, i id) {
	c <- i
	select {
	case c <- i + 1:
	case c <- printer{"p"}:
	}
}

func elements(i id, s string) ([]any, [2]any, map[string]any, map[any]int) {
	return []any{i, s, nil}, [2]any{s, i}, map[string]any{"i": i}, map[any]int{i: 1, s: 2}
}

func index(m map[any]string, i id) string {
	m[i] = "set"
	return m[i+1]
}

func appended(list []any, i id, ids []id) []any {
	list = append(list, i, "x")
	for _, j := range ids {
		list = append(list, j)
	}
	return list
}

func panicking(i id) {
	if i > 3 {
		panic(i)
	}
}

func switching(x any, i id) int {
	switch x {
	case i:
		return 1
	case "s":
		return 2
	case nil:
		return 3
	}
	return 0
}

func pair() (int, string) { return 1, "p" }

func multi() (a, b any) {
	a, b = pair()
	return
}

func take(xs ...any) int { return len(xs) }

func spread() int { return take(pair()) }
