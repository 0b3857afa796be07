// Numbers in slices: small functions inlined into loops, constants that become known.
package p

type matrix struct {
	rows, cols int
	data       []float64
}

func newMatrix(rows, cols int) *matrix {
	return &matrix{rows, cols, make([]float64, rows*cols)}
}

func (m *matrix) at(i, j int) float64     { return m.data[i*m.cols+j] }
func (m *matrix) set(i, j int, v float64) { m.data[i*m.cols+j] = v }
func (m *matrix) row(i int) []float64     { return m.data[i*m.cols : (i+1)*m.cols] }

func identity(n int) *matrix {
	m := newMatrix(n, n)
	for i := 0; i < n; i++ {
		m.set(i, i, 1)
	}
	return m
}

func (m *matrix) mul(o *matrix) *matrix {
	out := newMatrix(m.rows, o.cols)
	for i := 0; i < m.rows; i++ {
		for j := 0; j < o.cols; j++ {
			var sum float64
			for k := 0; k < m.cols; k++ {
				sum += m.at(i, k) * o.at(k, j)
			}
			out.set(i, j, sum)
		}
	}
	return out
}

func buffer(n int) []byte { return make([]byte, n) }

func small() int {
	b := buffer(16)
	c := buffer(1 << 20)
	return len(b) + cap(c)
}

func trace2() float64 {
	m := newMatrix(2, 2)
	m.set(0, 0, 1)
	return m.at(0, 0) + m.at(1, 1)
}

func dot(a, b []float64) (s float64) {
	for i, x := range a {
		s += x * b[i]
	}
	return
}

func norms(m *matrix) (out []float64) {
	for i := range m.data[:m.rows] {
		r := m.row(i)
		out = append(out, dot(r, r))
	}
	return
}

var table = [256]byte{1, 2, 3}

func hash(b []byte) (h byte) {
	for i := range b {
		h = table[h^b[i]] + table[b[i]&15]
	}
	return h
}
