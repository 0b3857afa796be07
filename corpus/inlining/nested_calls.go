// Calls in calls in loops; what a body brings along several times.
package p

type vec struct{ x, y float64 }

func (a vec) add(b vec) vec        { return vec{a.x + b.x, a.y + b.y} }
func (a vec) mul(k float64) vec    { return vec{a.x * k, a.y * k} }
func (a *vec) move(b vec) *vec     { *a = a.add(b); return a }
func (a vec) dot(b vec) float64    { return a.x*b.x + a.y*b.y }
func (a vec) ptr() *vec            { return &a }
func lerp(a, b vec, t float64) vec { return a.mul(1 - t).add(b.mul(t)) }

func path(ps []vec) (out []vec) {
	for i := 1; i < len(ps); i++ {
		out = append(out, lerp(ps[i-1], ps[i], 0.5))
	}
	return
}

func walk(n int) *vec {
	p := vec{}.ptr()
	for i := 0; i < n; i++ {
		p.move(vec{1, 2}).move(*p.mul(2).ptr())
	}
	return p
}

func far(n int) (last *vec) {
	for i := 0; i < n; i++ {
		v := vec{float64(i), 0}
		if p := v.ptr(); p.dot(v) > 3 {
			last = p
		}
	}
	return
}
