// A method called through an interface could be any method, so its receiver is expected to escape.
package p

type shape interface{ area() int }

type square struct{ side int }

func (s *square) area() int { return s.side * s.side } // ?

type circle struct{ radius int }

func (c *circle) area() int { return 3 * c.radius * c.radius } // ?

func known() int {
	s := &square{2} // ?
	return s.area()
}

func chosen(round bool) int {
	var s shape = &square{2} // ?
	if round {
		s = &circle{1} // ?
	}
	return s.area()
}
