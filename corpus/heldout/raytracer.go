// A tiny ray tracer: spheres and planes behind an interface, vectors by value, a pixel buffer written to a sink.
package p

type Vec struct{ X, Y, Z float64 }

func (a Vec) Add(b Vec) Vec          { return Vec{a.X + b.X, a.Y + b.Y, a.Z + b.Z} }
func (a Vec) Sub(b Vec) Vec          { return Vec{a.X - b.X, a.Y - b.Y, a.Z - b.Z} }
func (a Vec) Scale(k float64) Vec    { return Vec{a.X * k, a.Y * k, a.Z * k} }
func (a Vec) Dot(b Vec) float64      { return a.X*b.X + a.Y*b.Y + a.Z*b.Z }
func (a Vec) Norm() Vec              { return a.Scale(1 / sqrt(a.Dot(a))) }
func (a *Vec) Accumulate(b Vec) *Vec { *a = a.Add(b); return a }
func lerp(a, b Vec, t float64) Vec   { return a.Scale(1 - t).Add(b.Scale(t)) }

func sqrt(x float64) float64 {
	if x <= 0 {
		return 0
	}
	z := x
	for i := 0; i < 30; i++ {
		z -= (z*z - x) / (2 * z)
	}
	return z
}

type Ray struct {
	Origin, Dir Vec
}

func (r *Ray) At(t float64) Vec { return r.Origin.Add(r.Dir.Scale(t)) }

type Material struct {
	Color   Vec
	Mirror  float64
	Texture func(p Vec) Vec
}

type Hit struct {
	T      float64
	Point  Vec
	Normal Vec
	Mat    *Material
}

type Shape interface {
	Intersect(r *Ray) (Hit, bool)
}

type Sphere struct {
	Center Vec
	Radius float64
	Mat    Material
}

func (s *Sphere) Intersect(r *Ray) (h Hit, ok bool) {
	oc := r.Origin.Sub(s.Center)
	b := oc.Dot(r.Dir)
	c := oc.Dot(oc) - s.Radius*s.Radius
	d := b*b - c
	if d < 0 {
		return
	}
	t := -b - sqrt(d)
	if t < 1e-4 {
		return
	}
	h.T = t
	h.Point = r.At(t)
	h.Normal = h.Point.Sub(s.Center).Norm()
	h.Mat = &s.Mat
	return h, true
}

type Plane struct {
	Y   float64
	Mat *Material
}

func (p Plane) Intersect(r *Ray) (Hit, bool) {
	if r.Dir.Y == 0 {
		return Hit{}, false
	}
	t := (p.Y - r.Origin.Y) / r.Dir.Y
	if t < 1e-4 {
		return Hit{}, false
	}
	return Hit{t, r.At(t), Vec{0, 1, 0}, p.Mat}, true
}

type group []Shape

func (g group) Intersect(r *Ray) (best Hit, found bool) {
	for _, s := range g {
		if h, ok := s.Intersect(r); ok && (!found || h.T < best.T) {
			best, found = h, true
		}
	}
	return
}

type Scene struct {
	Root   Shape
	Lights []Vec
	Sky    [2]Vec
	depth  int
}

func (s *Scene) Trace(r *Ray, depth int) Vec {
	h, ok := s.Root.Intersect(r)
	if !ok {
		return lerp(s.Sky[0], s.Sky[1], 0.5*(r.Dir.Y+1))
	}
	color := h.Mat.Color
	if h.Mat.Texture != nil {
		color = h.Mat.Texture(h.Point)
	}
	var sum Vec
	for _, l := range s.Lights {
		to := l.Sub(h.Point).Norm()
		shadow := Ray{h.Point, to}
		if _, blocked := s.Root.Intersect(&shadow); blocked {
			continue
		}
		if k := to.Dot(h.Normal); k > 0 {
			sum.Accumulate(color.Scale(k))
		}
	}
	if h.Mat.Mirror > 0 && depth < s.depth {
		refl := &Ray{h.Point, r.Dir.Sub(h.Normal.Scale(2 * r.Dir.Dot(h.Normal)))}
		sum = lerp(sum, s.Trace(refl, depth+1), h.Mat.Mirror)
	}
	return sum
}

type Image struct {
	W, H int
	Pix  []uint8
}

func NewImage(w, h int) *Image { return &Image{w, h, make([]uint8, w*h*3)} }

func clamp(f float64) uint8 { return uint8(255 * max(0, min(1, f))) }

func (m *Image) Set(x, y int, c Vec) {
	p := m.Pix[(y*m.W+x)*3:][:3]
	p[0], p[1], p[2] = clamp(c.X), clamp(c.Y), clamp(c.Z)
}

func (m *Image) Render(s *Scene) {
	for y := 0; y < m.H; y++ {
		for x := 0; x < m.W; x++ {
			u := float64(x)/float64(m.W) - 0.5
			v := 0.5 - float64(y)/float64(m.H)
			r := Ray{Dir: Vec{u, v, 1}.Norm()}
			m.Set(x, y, s.Trace(&r, 0))
		}
	}
}

func checker(a, b Vec) func(Vec) Vec {
	return func(p Vec) Vec {
		if (int(p.X)+int(p.Z))%2 == 0 {
			return a
		}
		return b
	}
}

func Demo(write func([]byte) (int, error)) error {
	floor := &Material{Texture: checker(Vec{1, 1, 1}, Vec{})}
	scene := Scene{
		Root: group{
			&Sphere{Vec{0, 0, 5}, 1, Material{Color: Vec{1, 0, 0}, Mirror: 0.3}},
			&Sphere{Center: Vec{1, 1, 4}, Radius: 0.5},
			Plane{-1, floor},
		},
		Lights: []Vec{{5, 5, -5}, {-5, 5, 0}},
		Sky:    [2]Vec{{1, 1, 1}, {0.5, 0.7, 1}},
		depth:  3,
	}
	img := NewImage(64, 48)
	img.Render(&scene)
	_, err := write(img.Pix)
	return err
}
