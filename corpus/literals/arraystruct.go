package p

// Array and struct literals: positional, keyed, nested with elided types,
// addressed and in conditions.

type point struct{ x, y int }
type line struct{ a, b *point }
type tri [3]point
type tree struct {
	l, r *tree
	data []int
}

var keepPoint *point

func positional(p, q *point) line { return line{p, q} }

func keyed(p *point) line { return line{b: p} }

func addressed(p *point) *line { return &line{a: p, b: &point{1, 2}} }

func indexKeys(p *int) [5]*int { return [5]*int{4: p, 1: nil, 2: new(int)} }

func dots(p *int) int {
	a := [...]*int{p, 7: p, nil}
	return len(a)
}

func elided() tri { return tri{{1, 2}, {x: 3}, {}} }

func elidedPointers() [2]*point { return [2]*point{{1, 2}, {3, 4}} }

func elidedSlices() [][]int { return [][]int{{1}, {2, 3}, nil} }

func elidedMaps() map[string][]point {
	return map[string][]point{"a": {{1, 2}}, "b": nil}
}

func elidedKeys() map[point]*point {
	return map[point]*point{{1, 2}: {3, 4}, {5, 6}: nil}
}

func condition(p point) bool {
	if p == (point{1, 2}) {
		return true
	}
	for i := (point{}); i.x < 3; i.x++ {
		keepPoint = &i
	}
	return false
}

func recursive(d []int) *tree {
	return &tree{
		l:    &tree{data: d},
		r:    &tree{l: &tree{}, data: []int{1, 2}},
		data: append([]int(nil), d...),
	}
}

func localTree() int {
	t := &tree{l: &tree{data: []int{1}}, r: &tree{}}
	return len(t.l.data)
}

func anonymous() interface{} {
	return struct {
		a int
		b *point
	}{1, &point{}}
}

func selectField() int { return (&point{3, 4}).x + point{5, 6}.y }

func indexLiteral(i int) int { return [...]int{1, 2, 3}[i] + []int{4, 5}[i] }

func callsInside(f func() *point) line { return line{f(), &point{f().x, 2}} }
