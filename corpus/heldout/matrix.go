// Matrices with struct embedding: dense storage, views, promoted methods and shape errors by panic.
package p

type Shape struct{ Rows, Cols int }

func (s Shape) Size() int { return s.Rows * s.Cols }
func (s Shape) check(o Shape) {
	if s != o {
		panic(ShapeError{s, o})
	}
}
func (s *Shape) transpose() *Shape {
	s.Rows, s.Cols = s.Cols, s.Rows
	return s
}

type ShapeError struct{ Got, Want Shape }

func (ShapeError) Error() string { return "matrix: shape mismatch" }

type base struct {
	Shape
	stride int
	data   []float64
}

type Matrix struct {
	base
	name *string
}

type View struct {
	*Matrix
	r0, c0 int
	sub    Shape
}

type Ater interface {
	At(i, j int) float64
	Dims() (int, int)
}

func New(r, c int, vals ...float64) *Matrix {
	m := &Matrix{base: base{Shape: Shape{r, c}, stride: c}}
	if len(vals) == 0 {
		m.data = make([]float64, r*c)
	} else {
		m.data = vals
	}
	return m
}

func Identity(n int) *Matrix {
	m := New(n, n)
	for i := 0; i < n; i++ {
		*m.ref(i, i) = 1
	}
	return m
}

func (b *base) ref(i, j int) *float64    { return &b.data[i*b.stride+j] }
func (b *base) At(i, j int) float64      { return *b.ref(i, j) }
func (b *base) Dims() (r int, c int)     { return b.Rows, b.Cols }
func (b *base) row(i int) []float64      { return b.data[i*b.stride : i*b.stride+b.Cols] }
func (m *Matrix) Named(s string) *Matrix { m.name = &s; return m }
func (v View) At(i, j int) float64       { return v.Matrix.At(v.r0+i, v.c0+j) }
func (v View) Dims() (int, int)          { return v.sub.Rows, v.sub.Cols }

func (m *Matrix) Slice(r0, c0, r, c int) View {
	return View{m, r0, c0, Shape{r, c}}
}

func (m *Matrix) Apply(f func(i, j int, v float64) float64) *Matrix {
	for i := 0; i < m.Rows; i++ {
		row := m.row(i)
		for j := range row {
			row[j] = f(i, j, row[j])
		}
	}
	return m
}

func Mul(a, b Ater) *Matrix {
	ar, ac := a.Dims()
	br, bc := b.Dims()
	if ac != br {
		panic(&ShapeError{Shape{br, bc}, Shape{ac, bc}})
	}
	out := New(ar, bc)
	for i := 0; i < ar; i++ {
		for j := 0; j < bc; j++ {
			p := out.ref(i, j)
			for k := 0; k < ac; k++ {
				*p += a.At(i, k) * b.At(k, j)
			}
		}
	}
	return out
}

func (m *Matrix) T() *Matrix {
	t := *m
	t.Shape.transpose()
	t.stride = t.Cols
	t.data = make([]float64, len(m.data))
	for i := 0; i < m.Rows; i++ {
		for j, v := range m.row(i) {
			t.data[j*t.stride+i] = v
		}
	}
	return &t
}

func (m *Matrix) Add(o *Matrix) (err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(ShapeError)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	m.check(o.Shape)
	for i, v := range o.data {
		m.data[i] += v
	}
	return nil
}

func trace(a Ater) (t float64) {
	n, c := a.Dims()
	for i := 0; i < min(n, c); i++ {
		t += a.At(i, i)
	}
	return
}

type Mat3 [3][3]float64

func (m Mat3) At(i, j int) float64 { return m[i][j] }
func (m Mat3) Dims() (int, int)    { return len(m), len(m[0]) }
func (m *Mat3) Row(i int) *[3]float64 {
	return &m[i]
}
func (m *Mat3) Flat() []float64 {
	flat := make([]float64, 0, 9)
	for i := range m {
		flat = append(flat, m.Row(i)[:]...)
	}
	return flat
}

func determinant(m Mat3) float64 {
	var sum float64
	minor := func(i, j, k, l int) float64 { return m[i][j]*m[k][l] - m[i][l]*m[k][j] }
	for c := 0; c < 3; c++ {
		sum += m[0][c] * minor(1, (c+1)%3, 2, (c+2)%3)
	}
	return sum
}

var unit = Mat3{0: {0: 1}, 1: {1: 1}, 2: {2: 1}}

func Work(k float64) float64 {
	a := New(2, 3, 1, 2, 3, 4, 5, 6).Named("a")
	at := a.T()
	prod := Mul(a, at)
	scaled := Identity(2).Apply(func(i, j int, v float64) float64 { return v * k })
	if err := scaled.Add(prod); err != nil {
		println(err.Error())
	}
	v := scaled.Slice(0, 0, 1, 1)
	m3 := Mat3{{1, 2, 3}, {4, 5, 6}, {7, 8, k}}
	other := Mul(m3, &unit)
	return trace(v) + trace(m3) + trace(other) + trace(&m3) + determinant(m3) + float64(len(m3.Flat()))
}
