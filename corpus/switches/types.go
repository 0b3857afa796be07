package p

// Type switches with a variable: one clause variable per clause, several types
// in one clause, nil, interface types, default.

type node struct {
	next *node
	val  interface{}
}

type namer interface{ name() string }

func (n *node) name() string { return "node" }

var out interface{}
var outPtr *int

func single(x interface{}) *int {
	switch v := x.(type) {
	case *int:
		return v
	case int:
		return &v
	case node:
		return single(v.val)
	case *node:
		return single(v.next)
	}
	return nil
}

func several(x interface{}) interface{} {
	switch v := x.(type) {
	case int, string:
		return v
	case nil:
		return "none"
	case []byte:
		return string(v)
	case func() *int:
		return v()
	default:
		out = v
	}
	return nil
}

func ifaces(x interface{}) string {
	switch v := x.(type) {
	case namer:
		return v.name()
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	}
	return ""
}

func onNamer(n namer) *node {
	switch t := n.(type) {
	case *node:
		return t
	case nil:
		return &node{}
	}
	return nil
}

func withInit(xs []interface{}) (r *int) {
	switch i := len(xs) - 1; v := xs[i].(type) {
	case *int:
		r = v
	case **int:
		r = *v
	case [2]*int:
		r = v[i&1]
	}
	return r
}

func addrOfVar(x interface{}) {
	switch v := x.(type) {
	case int:
		outPtr = &v
	case [4]int:
		outPtr = &v[1]
	case struct{ a, b int }:
		outPtr = &v.b
	}
}

func captured(x interface{}) func() int {
	switch v := x.(type) {
	case int:
		return func() int { return v }
	case string:
		return func() int { v = v + "x"; return len(v) }
	default:
		return func() int { return 0 }
	}
}
