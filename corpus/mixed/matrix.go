// A matrix library: value vectors, row slices, views, decompositions, functional helpers, fixed-size fast paths.
package p

type matrix struct {
	rows, cols int
	data       []float64
	stride     int
}

type dimError struct{ want, got [2]int }

func (e dimError) Error() string { return "dimensions do not match" }

func zeros(rows, cols int) *matrix {
	return &matrix{rows: rows, cols: cols, stride: cols, data: make([]float64, rows*cols)}
}

func identity(n int) *matrix {
	m := zeros(n, n)
	for i := 0; i < n; i++ {
		*m.at(i, i) = 1
	}
	return m
}

func fromRows(rows [][]float64) *matrix {
	if len(rows) == 0 {
		return &matrix{}
	}
	m := zeros(len(rows), len(rows[0]))
	for i, r := range rows {
		copy(m.row(i), r)
	}
	return m
}

func diagonal(ds ...float64) *matrix {
	m := zeros(len(ds), len(ds))
	for i, d := range ds {
		m.set(i, i, d)
	}
	return m
}

func (m *matrix) at(i, j int) *float64 { return &m.data[i*m.stride+j] }

func (m *matrix) get(i, j int) float64 { return m.data[i*m.stride+j] }

func (m *matrix) set(i, j int, v float64) { m.data[i*m.stride+j] = v }

func (m *matrix) row(i int) []float64 {
	return m.data[i*m.stride : i*m.stride+m.cols]
}

func (m *matrix) column(j int) []float64 {
	c := make([]float64, m.rows)
	for i := range c {
		c[i] = m.get(i, j)
	}
	return c
}

func (m *matrix) view(i, j, rows, cols int) matrix {
	return matrix{rows, cols, m.data[i*m.stride+j:], m.stride}
}

func (m *matrix) clone() *matrix {
	c := zeros(m.rows, m.cols)
	for i := 0; i < m.rows; i++ {
		copy(c.row(i), m.row(i))
	}
	return c
}

func (m *matrix) dims() [2]int { return [2]int{m.rows, m.cols} }

func (m *matrix) check(n *matrix) error {
	if m.dims() != n.dims() {
		return dimError{m.dims(), n.dims()}
	}
	return nil
}

func (m *matrix) each(f func(i, j int, v *float64)) *matrix {
	for i := 0; i < m.rows; i++ {
		r := m.row(i)
		for j := range r {
			f(i, j, &r[j])
		}
	}
	return m
}

func (m *matrix) apply(f func(float64) float64) *matrix {
	return m.each(func(_, _ int, v *float64) { *v = f(*v) })
}

func (m *matrix) scale(k float64) *matrix {
	return m.apply(func(v float64) float64 { return v * k })
}

func (m *matrix) add(n *matrix) (*matrix, error) {
	if err := m.check(n); err != nil {
		return nil, err
	}
	return m.clone().each(func(i, j int, v *float64) { *v += n.get(i, j) }), nil
}

func (m *matrix) mul(n *matrix) (*matrix, error) {
	if m.cols != n.rows {
		return nil, &dimError{m.dims(), n.dims()}
	}
	out := zeros(m.rows, n.cols)
	for i := 0; i < m.rows; i++ {
		dst := out.row(i)
		for k, a := range m.row(i) {
			axpy(a, n.row(k), dst)
		}
	}
	return out, nil
}

func axpy(a float64, x, y []float64) {
	for i, v := range x {
		y[i] += a * v
	}
}

func dot(x, y []float64) (s float64) {
	for i := range x {
		s += x[i] * y[i]
	}
	return
}

func (m *matrix) transpose() *matrix {
	t := zeros(m.cols, m.rows)
	m.each(func(i, j int, v *float64) { t.set(j, i, *v) })
	return t
}

func (m *matrix) reduce(init float64, f func(acc, v float64) float64) float64 {
	acc := init
	m.each(func(_, _ int, v *float64) { acc = f(acc, *v) })
	return acc
}

func (m *matrix) trace() (t float64) {
	for i := 0; i < m.rows && i < m.cols; i++ {
		t += m.get(i, i)
	}
	return
}

func (m *matrix) norm1() float64 {
	best := 0.0
	for j := 0; j < m.cols; j++ {
		s := 0.0
		for _, v := range m.column(j) {
			s += abs(v)
		}
		best = max(best, s)
	}
	return best
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// lu holds a factorisation with the row order that was chosen.
type lu struct {
	m     *matrix
	perm  []int
	sign  float64
	solve func(b []float64) []float64
}

func (m *matrix) lu() (f *lu, ok bool) {
	a := m.clone()
	n := a.rows
	f = &lu{m: a, perm: make([]int, n), sign: 1}
	for i := range f.perm {
		f.perm[i] = i
	}
	for k := 0; k < n; k++ {
		p := k
		for i := k + 1; i < n; i++ {
			if abs(a.get(i, k)) > abs(a.get(p, k)) {
				p = i
			}
		}
		if a.get(p, k) == 0 {
			return f, false
		}
		if p != k {
			swapRows(a.row(p), a.row(k))
			f.perm[p], f.perm[k] = f.perm[k], f.perm[p]
			f.sign = -f.sign
		}
		for i := k + 1; i < n; i++ {
			l := a.get(i, k) / a.get(k, k)
			a.set(i, k, l)
			axpy(-l, a.row(k)[k+1:], a.row(i)[k+1:])
		}
	}
	f.solve = func(b []float64) []float64 {
		x := make([]float64, n)
		for i, p := range f.perm {
			x[i] = b[p] - dot(a.row(i)[:i], x[:i])
		}
		for i := n - 1; i >= 0; i-- {
			r := a.row(i)
			x[i] = (x[i] - dot(r[i+1:], x[i+1:])) / r[i]
		}
		return x
	}
	return f, true
}

func swapRows(a, b []float64) {
	var tmp [16]float64
	for len(a) > 0 {
		n := copy(tmp[:], a)
		copy(a[:n], b[:n])
		copy(b[:n], tmp[:n])
		a, b = a[n:], b[n:]
	}
}

func (m *matrix) det() float64 {
	f, ok := m.lu()
	if !ok {
		return 0
	}
	d := f.sign
	for i := 0; i < m.rows; i++ {
		d *= f.m.get(i, i)
	}
	return d
}

func (m *matrix) inverse() (*matrix, error) {
	f, ok := m.lu()
	if !ok {
		return nil, dimError{got: m.dims()}
	}
	inv := zeros(m.rows, m.cols)
	e := make([]float64, m.rows)
	for j := range e {
		clear(e)
		e[j] = 1
		for i, v := range f.solve(e) {
			inv.set(i, j, v)
		}
	}
	return inv, nil
}

func (m *matrix) pow(n int) *matrix {
	result, base := identity(m.rows), m
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result, _ = result.mul(base)
		}
		base, _ = base.mul(base)
	}
	return result
}

// vec3 and mat3 have fixed sizes: nothing of them needs the heap.
type vec3 [3]float64

type mat3 [3]vec3

func (v vec3) add(w vec3) vec3 { return vec3{v[0] + w[0], v[1] + w[1], v[2] + w[2]} }

func (v vec3) cross(w vec3) vec3 {
	return vec3{v[1]*w[2] - v[2]*w[1], v[2]*w[0] - v[0]*w[2], v[0]*w[1] - v[1]*w[0]}
}

func (v *vec3) scaleInPlace(k float64) *vec3 {
	for i := range v {
		v[i] *= k
	}
	return v
}

func (v *vec3) slice() []float64 { return v[:] }

func (m *mat3) mulVec(v *vec3) (out vec3) {
	for i := range m {
		out[i] = dot(m[i][:], v[:])
	}
	return
}

func (m mat3) transposed() (t mat3) {
	for i, r := range m {
		for j, v := range r {
			t[j][i] = v
		}
	}
	return
}

func (m *mat3) dense() *matrix {
	return fromRows([][]float64{m[0][:], m[1].slice(), m[2].slice()})
}

func rotations(axes []vec3) (ms []*mat3, names map[string]*mat3) {
	names = make(map[string]*mat3, len(axes))
	for i, a := range axes {
		m := mat3{a, a.add(vec3{0, 1}), a.cross(vec3{1})}
		ms = append(ms, &m)
		names[string(rune('a'+i))] = &m
	}
	return
}

func fastPath(a, b, c vec3) float64 {
	m := mat3{a, b, c}
	t := m.transposed()
	v := a
	w := t.mulVec(v.scaleInPlace(2))
	return dot(w.slice(), b[:])
}

type linear interface {
	dims() [2]int
	get(i, j int) float64
}

type diag []float64

func (d diag) dims() [2]int { return [2]int{len(d), len(d)} }

func (d diag) get(i, j int) float64 {
	if i != j {
		return 0
	}
	return d[i]
}

func sumAll(ls ...linear) (s float64) {
	for _, l := range ls {
		d := l.dims()
		for i := 0; i < d[0]; i++ {
			for j := 0; j < d[1]; j++ {
				s += l.get(i, j)
			}
		}
	}
	return
}

func demo() (float64, error) {
	m := fromRows([][]float64{{4, 3}, {6, 3}})
	inv, err := m.inverse()
	if err != nil {
		return 0, err
	}
	p, err := m.mul(inv)
	if err != nil {
		return 0, err
	}
	sum, _ := p.add(identity(2))
	v := m.view(0, 1, 2, 1)
	total := sum.reduce(0, func(a, v float64) float64 { return a + v })
	total += sumAll(m, diag{1, 2, 3}, &v, diagonal(1, 2).scale(3))
	return total + m.pow(5).trace() + m.det() + m.transpose().norm1(), nil
}
