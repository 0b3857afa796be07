// Interface values with one dynamic type, through constructors, fields and chains of calls.
package p

type shape interface {
	area() float64
	scale(k float64) shape
}

type square struct{ side float64 }

func (s square) area() float64         { return s.side * s.side }
func (s square) scale(k float64) shape { return square{s.side * k} }

type circle struct{ r float64 }

func (c *circle) area() float64         { return 3 * c.r * c.r }
func (c *circle) scale(k float64) shape { return &circle{c.r * k} }

func newSquare(x float64) shape { return square{x} }
func newCircle(r float64) shape { return &circle{r} }

func one() float64 {
	s := newSquare(2)
	return s.area()
}

func two() float64 {
	var s shape = newCircle(1)
	s = newCircle(2)
	return s.area() + s.scale(3).area()
}

func mixed(b bool) float64 {
	s := newSquare(1)
	if b {
		s = newCircle(1)
	}
	return s.area()
}

type holder struct{ s shape }

func (h holder) get() shape { return h.s }

func held() float64 {
	h := holder{newSquare(3)}
	return h.get().area()
}

func loop(n int) (sum float64) {
	for i := 0; i < n; i++ {
		s := newSquare(float64(i))
		sum += s.area()
	}
	return
}

func deferred() {
	s := newCircle(4)
	defer s.area()
	go s.scale(2)
	f := s.area
	_ = f()
}

func asserted(x any) float64 {
	if s, ok := x.(shape); ok {
		return s.area()
	}
	return newSquare(1).(square).area()
}
