// Belief: maps always live on the heap. A map that stays local does not; growing it allocates nevertheless.
package p

func countBytes(s string) (distinct int) {
	seen := map[byte]int{}
	for i := 0; i < len(s); i++ {
		seen[s[i]]++
	}
	for range seen {
		distinct++
	}
	return
}

func growing(n int) int {
	squares := make(map[int]int)
	for i := 0; i < n; i++ {
		squares[i] = i * i
	}
	return squares[n/2]
}

func passedDown() int {
	m := map[string]int{"a": 1}
	put(m, "b", 2)
	return get(m, "b")
}

func put(m map[string]int, k string, v int) { m[k] = v }

func get(m map[string]int, k string) int { return m[k] }

type index struct {
	byName map[string]int
}

func newIndex() *index {
	return &index{byName: make(map[string]int)}
}

func localIndex(k string) int {
	ix := index{byName: make(map[string]int, 8)}
	ix.byName[k] = len(k)
	return ix.byName[k]
}

var global = map[string]int{"x": 1}

func replaceGlobal() {
	global = map[string]int{"y": 2}
}
