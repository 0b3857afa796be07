package p

// Ranging over slices with := and = and with targets that are not plain
// variables (fields, elements, dereferences, globals).

type holder struct {
	i int
	v *int
}

var global *int
var globalIndex int

func assignExisting(s []*int) *int {
	var i int
	var v *int
	for i, v = range s {
		if i > 3 {
			break
		}
	}
	return v
}

func assignGlobal(s []*int) {
	for globalIndex, global = range s {
	}
}

func assignField(s []*int, h *holder) {
	for h.i, h.v = range s {
	}
}

func assignLocalField(s []*int) *int {
	var h holder
	for h.i, h.v = range s {
	}
	return h.v
}

func assignElem(s []*int, dst []*int) {
	j := 0
	for j, dst[0] = range s {
		_ = j
	}
}

func assignDeref(s []*int, pp **int) {
	for _, *pp = range s {
		continue
	}
}

func blankBoth(s []*int) (n int) {
	for _, _ = range s {
		n++
	}
	return n
}

func addressOfValue(s []int) []*int {
	var out []*int
	for _, v := range s {
		out = append(out, &v)
	}
	return out
}

func addressOfElem(s []int) []*int {
	out := make([]*int, 0, len(s))
	for i := range s {
		out = append(out, &s[i])
	}
	return out
}

func structs(s []holder) (best *holder) {
	for i, h := range s {
		if best == nil || h.i > best.i {
			best = &s[i]
		}
		h.v = nil
	}
	return
}
