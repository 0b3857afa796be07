// A method table pulls in the descriptors of everything that its two types are made of: fields, elements, what pointers
// point to, parameters of methods and of function types, keys of maps. Each comparable one brings its equality
// function, each key of a map its hash function, and each function prints once.
package p

type shape interface{ scale(by factor) result }

type (
	factor struct {
		name string
		n    int32
	}
	result struct {
		err string
		ok  bool
	}
	figure struct {
		index  map[key]entry
		in     inner
		next   *linked
		grid   [7]string
		notify func(event)
	}
	key struct {
		name string
		f    float64
		tail [3]int
	}
	entry struct {
		text string
		f    float32
	}
	inner  struct{ x, y string }
	linked struct {
		any  any
		text string
		next *linked
	}
	event struct {
		text string
		code int8
	}
	other struct {
		text string
		code int16
	}
	// The element's tests are made one after the other, cheap ones first.
	entries [5]entry
	// Plain memory of more than four words is compared by a call.
	large struct {
		a    [10]int
		s    named
		b    [10]int
		c    [3]int
		_    int
		last int
	}
	named string
	// Only in a type switch, an assertion and a comparison.
	switched struct{ a, b string }
	asserted struct{ a, b, c string }
	compared struct{ a, b, c, d string }
)

func (*figure) scale(factor) (r result)  { return }
func (figure) other(other)               {}
func (entries) scale(factor) (r result)  { return }
func (*large) scale(factor) (r result)   { return }
func (*switched) scale(factor) result    { return result{} }
func (asserted) scale(factor) (r result) { return }
func (compared) scale(factor) (r result) { return }

func convert(f *figure) shape { return f }

func literal() func() shape {
	return func() shape { return &large{} }
}

func inSwitch(s shape) bool {
	switch s.(type) {
	case *switched:
		return true
	}
	return false
}

func inAssertion(x any) bool {
	s, ok := x.(shape)
	_, isAsserted := s.(asserted)
	return ok && isAsserted
}

func inComparison(s shape) bool { return s == compared{} }

type unnamed = struct {
	s string
	entries
}

func convertUnnamed(u unnamed) shape { return u }
