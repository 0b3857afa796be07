// make(map), map literals, nested maps, maps of each kind of element.
package p

type user struct{ name string }

var cache = map[string]*user{}

func local() int {
	m := make(map[string]int)
	n := make(map[string]int, 10)
	o := map[string]int{"a": 1}
	var p map[string]int
	return len(m) + len(n) + len(o) + len(p)
}

func returned() (map[string]int, map[int]bool) {
	return make(map[string]int), map[int]bool{1: true}
}

func literalPointers(a, b *user) *user {
	m := map[string]*user{"a": a, "b": b, "c": {"new"}}
	return m["a"]
}

func literalKeys(a *user, s string, n int) bool {
	m := map[any]bool{a: true, s: false, n: true}
	return m[a]
}

func nested() map[string]map[string][]int {
	return map[string]map[string][]int{
		"x": {"y": {1, 2, 3}},
		"z": nil,
	}
}

func nestedLocal(k string) int {
	m := map[string]map[string]int{"x": {"y": 1}}
	if m[k] == nil {
		m[k] = make(map[string]int)
	}
	m[k]["n"]++
	return m[k]["n"]
}

func structs() map[[2]int]struct{ u user } {
	return map[[2]int]struct{ u user }{{1, 2}: {user{"x"}}}
}

func funcs(k int) map[string]func() int {
	return map[string]func() int{"k": func() int { return k }, "z": func() int { return 0 }}
}

func remember(u user) *user {
	cache[u.name] = &u
	return cache[u.name]
}

type registry struct {
	byName map[string]*user
	byID   map[int]user
}

func newRegistry() registry {
	return registry{byName: map[string]*user{}, byID: make(map[int]user, 16)}
}

func (r *registry) add(id int, name string) {
	u := user{name}
	r.byID[id] = u
	r.byName[name] = &u
}

func useRegistry() int {
	r := newRegistry()
	r.add(1, "ann")
	return len(r.byID)
}
