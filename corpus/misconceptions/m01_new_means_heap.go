// Belief: new(T) and &T{} mean heap. Only the flow matters; and a plain variable can move to the heap.
package p

type vec struct{ x, y, z float64 }

func newStays() float64 {
	v := new(vec)
	v.x = 1
	return v.x + v.y
}

func literalStays(a float64) float64 {
	v := &vec{a, a, a}
	w := v
	w.y++
	return length(w)
}

func length(v *vec) float64 { return v.x*v.x + v.y*v.y + v.z*v.z }

func variableMoves(a float64) *vec {
	var v vec
	v.x = a
	return &v
}

func newEscapes() (v *vec) {
	v = new(vec)
	return
}

func either(keep bool) *vec {
	v := new(vec)
	w := &vec{1, 2, 3}
	if keep {
		return w
	}
	v.x = w.x
	return nil
}

func (v *vec) add(w *vec) *vec {
	return &vec{v.x + w.x, v.y + w.y, v.z + w.z}
}

func sumOfThree() float64 {
	a, b, c := &vec{1, 1, 1}, &vec{2, 2, 2}, &vec{3, 3, 3}
	return a.add(b).add(c).x
}
