// range over maps: keys and values that stay or are kept. Adding and deleting during the loop.
package p

type item struct {
	n    int
	name *string
}

var (
	lastKey *int
	lastVal *item
)

func keys(m map[string]int) []string {
	ks := make([]string, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	return ks
}

func values(m map[string]*item) (vs []*item) {
	for _, v := range m {
		vs = append(vs, v)
	}
	return
}

func keepPointerKey(m map[*int]bool) {
	for k := range m {
		lastKey = k
	}
}

func keepValue(m map[string]*item) {
	for _, v := range m {
		lastVal = v
	}
}

func keepValueCopy(m map[string]item) {
	for _, v := range m {
		if v.n > 3 {
			lastVal = &v
		}
	}
}

func returnKey(m map[*item]int) *item {
	for k, n := range m {
		if n == 1 {
			return k
		}
	}
	return nil
}

func invert(m map[string]int) map[int][]string {
	inv := make(map[int][]string)
	for k, v := range m {
		inv[v] = append(inv[v], k)
	}
	return inv
}

func merge(dst, src map[string]*item) {
	for k, v := range src {
		dst[k] = v
	}
}

func copyDeep(src map[string]item) map[string]*item {
	dst := make(map[string]*item, len(src))
	for k, v := range src {
		v := v
		dst[k] = &v
	}
	return dst
}

func deleteSmall(m map[string]int, limit int) {
	for k, v := range m {
		if v < limit {
			delete(m, k)
		}
	}
}

func localSum() (sum int) {
	m := map[string]*item{"a": {n: 1}, "b": {n: 2}}
	for k, it := range m {
		sum += it.n + len(k)
	}
	return
}

func closures(m map[string]int) (fs []func() (string, int)) {
	for k, v := range m {
		fs = append(fs, func() (string, int) { return k, v })
	}
	return
}
