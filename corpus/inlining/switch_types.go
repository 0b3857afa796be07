// Type switches and assertions in inlined functions.
package p

type shape interface{ sides() int }
type tri struct{ a int }
type rect struct{ a, b int }

func (tri) sides() int   { return 3 }
func (*rect) sides() int { return 4 }

func name(s any) string {
	switch s.(type) {
	case nil:
		return "nil"
	case tri, *rect:
		return "shape"
	}
	return "?"
}

func asRect(s shape) *rect {
	r, _ := s.(*rect)
	return r
}

func width(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case *rect:
		return v.a
	case shape:
		return v.sides()
	}
	return 0
}

func must(v any) shape { return v.(shape) }

func use() int {
	r := &rect{1, 2}
	n := width(r) + width(tri{1}) + width(7)
	if asRect(r) != nil && name(r) == "shape" {
		n += must(tri{2}).sides()
	}
	return n + asRect(&rect{}).a
}
