// Keys and values put into a map go to the heap; keys for looking up do not.
package p

type key struct {
	a, b string
	p    *int
}

func put(m map[string]*int, k string, v *int) { m[k] = v }

func putLocal() int {
	m := map[string]*int{}
	x := 1
	m["x"] = &x
	return *m["x"]
}

func putStruct(m map[key]key, k, v key) { m[k] = v }

func putSlice(m map[string][]string, k, v string) {
	m[k] = append(m[k], v)
	m[k][0] = v
}

func get(m map[string]*int, k string) *int { return m[k] }

func getOk(m map[key][]byte, k *key) ([]byte, bool) {
	v, ok := m[*k]
	return v, ok
}

func getConverted(m map[string]int, b []byte) int { return m[string(b)] }

func putConverted(m map[string]int, b []byte) { m[string(b)] = len(b) }

func getConcat(m map[string]int, a, b string) int { return m[a+b] }

func getPointerKey(m map[*int]int) int {
	x := 1
	return m[&x]
}

func putPointerKey(m map[*int]int) {
	x := 1
	m[&x]++
}

func remove(m map[key]int, k key) {
	delete(m, k)
	delete(m, key{"a", "b", nil})
}

func count(m map[string]int, words []string) {
	for _, w := range words {
		m[w]++
		m[w+"s"] += 2
	}
}

func getOrMake(m map[string]map[string]bool, k string) map[string]bool {
	s, ok := m[k]
	if !ok {
		s = make(map[string]bool)
		m[k] = s
	}
	return s
}

func swap(m map[string]*int, a, b string) { m[a], m[b] = m[b], m[a] }

func field(m map[string]key, k string) *int { return m[k].p }

func interfaceKey(m map[any]int, n int, s string) int {
	m[n] = 1
	return m[s] + m[n]
}
