// Type assertions and switches: what flows out of an interface value, with and without comma ok.
package p

type node interface{ isNode() }

type leaf struct{ v *int }

type branch struct{ l, r node }

func (leaf) isNode()    {}
func (*branch) isNode() {}

var kept any

func toPointer(x any) *int { return x.(*int) }

func toPointerOk(x any) (p *int) {
	p, ok := x.(*int)
	if !ok {
		return nil
	}
	return p
}

func toStruct(x any) leaf { return x.(leaf) }

func toStructPart(n node) *int {
	if l, ok := n.(leaf); ok {
		return l.v
	}
	return nil
}

func toInterface(x any) node {
	n, _ := x.(node)
	return n
}

func toSlice(x any) []int {
	if s, ok := x.([]int); ok {
		return s
	}
	return []int{x.(int)}
}

func onlyTest(x any) bool {
	_, ok := x.(*branch)
	return ok
}

func integer(x any) int { return x.(int) }

func keepDynamic(n node) {
	switch t := n.(type) {
	case leaf:
		kept = t.v
	case *branch:
		kept = t
	case nil:
	default:
		kept = t
	}
}

func sum(n node) int {
	switch t := n.(type) {
	case leaf:
		return *t.v
	case *branch:
		return sum(t.l) + sum(t.r)
	}
	return 0
}

func several(x any) string {
	switch v := x.(type) {
	case int, int8:
		_ = v
		return "int"
	case []byte:
		return string(v)
	case string:
		return v
	case interface{ String() string }:
		return v.String()
	case func() string:
		return v()
	case map[string]string:
		return v["k"]
	case error:
		return v.Error()
	}
	return ""
}

func build() int {
	x := 3
	return sum(&branch{leaf{&x}, &branch{leaf{&x}, leaf{new(int)}}})
}
