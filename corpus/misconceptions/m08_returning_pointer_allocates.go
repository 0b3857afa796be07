// Belief: returning a pointer always allocates. Not where the call is inlined and the result stays.
package p

type matrix2 struct{ a, b, c, d int }

func newMatrix(a, b, c, d int) *matrix2 { return &matrix2{a, b, c, d} }

//go:noinline
func newMatrixOutOfLine(a, b, c, d int) *matrix2 { return &matrix2{a, b, c, d} }

func (m *matrix2) det() int { return m.a*m.d - m.b*m.c }

func (m *matrix2) mul(n *matrix2) *matrix2 {
	return newMatrix(m.a*n.a+m.b*n.c, m.a*n.b+m.b*n.d, m.c*n.a+m.d*n.c, m.c*n.b+m.d*n.d)
}

func stays() int {
	m := newMatrix(1, 2, 3, 4)
	return m.det()
}

func allocates() int {
	m := newMatrixOutOfLine(1, 2, 3, 4)
	return m.det()
}

func product() int {
	m, n := newMatrix(1, 2, 3, 4), newMatrix(4, 3, 2, 1)
	return m.mul(n).mul(m).det()
}

func passesOn(a int) *matrix2 {
	m := newMatrix(a, 0, 0, a)
	if m.det() == 0 {
		return nil
	}
	return m
}

func inArray() (sum int) {
	ms := [3]*matrix2{newMatrix(1, 0, 0, 1), newMatrix(2, 0, 0, 2), newMatrix(3, 0, 0, 3)}
	for _, m := range ms {
		sum += m.det()
	}
	return
}

func inLoop(n int) (sum int) {
	for i := 0; i < n; i++ {
		m := newMatrix(i, i, i, i+1)
		sum += m.det()
	}
	return
}
