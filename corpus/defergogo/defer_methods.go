// defer of methods on values, pointers, fields, results; receivers are evaluated at the defer statement.
package p

type res struct {
	id     int
	closed bool
	parent *res
}

func (r *res) close() { r.closed = true }

func (r res) report() { println(r.id) }

func (r *res) closeWith(code int, why string) error {
	r.closed = code == 0 && why == ""
	return nil
}

func open(id int) *res { return &res{id: id} }

func local() {
	var r res
	defer r.close()
	r.id = 1
}

func localValue() {
	r := res{id: 1}
	defer r.report()
	r.id = 2
}

func parameter(r *res) {
	defer r.close()
	defer r.report()
}

func result(id int) int {
	r := open(id)
	defer r.close()
	return r.id
}

func chained(id int) {
	defer open(id).close()
}

func field(r *res) {
	defer r.parent.close()
	defer r.parent.parent.closeWith(1, "gone")
}

func many(rs []*res) {
	for _, r := range rs {
		defer r.close()
	}
}

func manyValues(rs []res) {
	for i := range rs {
		defer rs[i].close()
		defer rs[i].report()
	}
}

func expression(r *res) {
	defer (*res).close(r)
	defer res.report(*r)
}

func methodValue(r *res) {
	f := r.close
	defer f()
	g := r.report
	defer g()
}

type wrapper struct {
	*res
	inner res
}

func embedded(w wrapper) {
	defer w.close()
	defer w.inner.close()
}

func discardResult() {
	r := open(1)
	defer r.closeWith(0, "")
}
