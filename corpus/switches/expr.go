package p

// Expression switches: tags, no tag, init statements, fallthrough and the
// default clause in every position.

var last *int

func pick(n int, a, b, c *int) *int {
	switch n {
	case 0:
		return a
	case 1, 2:
		return b
	default:
		return c
	}
}

func defaultFirst(n int, p *int) (r *int) {
	switch n {
	default:
		r = p
	case 1:
		x := 1
		r = &x
	}
	return
}

func defaultMiddle(s string) string {
	switch s {
	case "a":
		s += "1"
	default:
		s = s + "?"
	case "b", "c":
		s = "x" + s + "y"
	}
	return s
}

func falls(n int, p, q *int) {
	switch {
	case n > 10:
		last = p
		fallthrough
	case n > 5:
		last = q
	case n < 0:
		fallthrough
	default:
		n = 0
	}
}

func withInit(m map[string]*int) *int {
	switch v, ok := m["k"]; {
	case ok && *v > 3:
		return v
	case !ok:
		return new(int)
	}
	return nil
}

func initAndTag() int {
	switch x := (&struct{ n int }{4}); x.n {
	case 4:
		return 1
	}
	return 0
}

func compareInterface(i interface{}, k int) bool {
	switch i {
	case k:
		return true
	case "text", 7:
		return true
	case nil:
		return false
	}
	return i == struct{ a, b int }{1, 2}
}

func pointerTag(p, q *int) *int {
	x := 1
	switch p {
	case q:
		return q
	case &x:
		return p
	}
	return nil
}

func nestedSwitch(a, b int) (s []int) {
	switch a {
	case 1:
		switch b {
		case 1:
			s = []int{1, 1}
		case 2:
			break
		}
	case 2:
		s = append(s, b)
	}
	return s
}
