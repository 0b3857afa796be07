// A map that never leaves the function prints "does not escape". What is stored in it escapes all the same.
package p

type point struct{ x, y int }

func localMap() int {
	m := map[string]int{}
	m["a"] = 1
	m["b"] += 2
	return m["a"] + len(m)
}

func localMapBlank() {
	m := make(map[int]string)
	_ = m
}

func localMapLiteral(k string) int {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	return m[k]
}

func localMapPointers() int {
	p := point{1, 2}
	m := map[string]*point{}
	m["p"] = &p
	m["q"] = &point{3, 4}
	return m["p"].x + m["q"].y
}

func localMapSlices() int {
	m := map[int][]int{}
	m[1] = append(m[1], 1)
	m[2] = []int{1, 2}
	return len(m[1]) + len(m[2])
}

func localMapInterfaces(v int) int {
	m := map[string]any{"v": v, "s": "text"}
	if n, ok := m["v"].(int); ok {
		return n
	}
	return 0
}

func localSet(items []string) bool {
	set := map[string]struct{}{}
	for _, it := range items {
		if _, dup := set[it]; dup {
			return true
		}
		set[it] = struct{}{}
	}
	return false
}
