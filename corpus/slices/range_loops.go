// range over slices, arrays, pointers to arrays, strings and integers; element copies and their addresses.
package p

type row struct {
	id   int
	tags []string
	up   *row
}

var found *row

func firstTag(rows []row) (t string) {
	for _, r := range rows {
		if len(r.tags) > 0 {
			return r.tags[0]
		}
	}
	return
}

func keepElement(rows []row, id int) {
	for i := range rows {
		if rows[i].id == id {
			found = &rows[i]
		}
	}
}

func keepCopy(rows []row, id int) {
	for _, r := range rows {
		if r.id == id {
			found = &r
		}
	}
}

func keepParent(rows []*row) {
	for _, r := range rows {
		found = r.up
	}
}

func array(rows [3]*row) *row {
	for _, r := range rows {
		if r != nil {
			return r
		}
	}
	return nil
}

func arrayPointer(rows *[3]*row) (last *row) {
	for i, r := range rows {
		if i > 0 {
			last = r
		}
	}
	return
}

func localArray() (sum int) {
	a := [3]*row{{id: 1}, {id: 2}, {id: 3}}
	for _, r := range a {
		sum += r.id
	}
	for i := range a {
		sum += a[i].id
	}
	return
}

func str(s string) (n int, rs []rune) {
	for i, r := range s {
		n += i
		rs = append(rs, r)
	}
	return
}

func modifies(rows []row) {
	for i, r := range rows {
		r.id++
		rows[i] = r
		rows[i].tags = append(r.tags, "seen")
	}
}

func intoFields(rows []*row) *row {
	var s struct {
		i int
		r *row
	}
	for s.i, s.r = range rows {
	}
	return s.r
}

func literal() (out []*int) {
	for _, p := range []*int{new(int), new(int)} {
		out = append(out, p)
	}
	return
}

func call(f func() []row) (n int) {
	for range f() {
		n++
	}
	return
}
