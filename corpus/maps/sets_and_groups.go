// Sets, multimaps, counters and caches as people build them on maps.
package p

type set map[string]struct{}

func newSet(items ...string) set {
	s := make(set, len(items))
	for _, it := range items {
		s.add(it)
	}
	return s
}

func (s set) add(it string) { s[it] = struct{}{} }

func (s set) has(it string) bool {
	_, ok := s[it]
	return ok
}

func (s set) union(t set) set {
	u := newSet()
	for k := range s {
		u.add(k)
	}
	for k := range t {
		u.add(k)
	}
	return u
}

type person struct {
	name, city string
	age        int
}

func groupBy(ps []person, f func(*person) string) map[string][]*person {
	g := map[string][]*person{}
	for i := range ps {
		k := f(&ps[i])
		g[k] = append(g[k], &ps[i])
	}
	return g
}

func byCity(ps []person) int {
	g := groupBy(ps, func(p *person) string { return p.city })
	return len(g["rome"])
}

func oldest(ps []person) map[string]person {
	m := make(map[string]person)
	for _, p := range ps {
		if q, ok := m[p.city]; !ok || q.age < p.age {
			m[p.city] = p
		}
	}
	return m
}

type fibs struct{ memo map[int]int }

func (f *fibs) get(n int) int {
	if n < 2 {
		return n
	}
	if v, ok := f.memo[n]; ok {
		return v
	}
	v := f.get(n-1) + f.get(n-2)
	f.memo[n] = v
	return v
}

func fib(n int) int {
	f := fibs{memo: map[int]int{}}
	return f.get(n)
}

func intersect(a, b []int) (out []int) {
	seen := make(map[int]bool)
	for _, x := range a {
		seen[x] = true
	}
	for _, x := range b {
		if seen[x] {
			out = append(out, x)
			delete(seen, x)
		}
	}
	return
}

func unique(words []string) int {
	s := newSet(words...)
	t := newSet("a", "b")
	return len(s.union(t))
}
