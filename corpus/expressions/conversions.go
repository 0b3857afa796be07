package p

// Conversions and types as they are quoted: named, unnamed, nil, interface,
// function, channel, struct types.

type celsius float64
type ints []int
type op func(ints) *ints
type tagged struct {
	a int    `json:"a,omitempty"`
	b string `x`
	*embedded
	c chan<- ints
}
type embedded struct{ f func(int, ...string) (int, error) }

var sink interface{}
var errs []error

func basics(x int, f float64, b byte, r rune, u uintptr) {
	sink = int64(x)
	sink = float32(f)
	sink = celsius(f)
	sink = byte(x)
	sink = rune(b)
	sink = string(r)
	sink = uint8(x + 1)
	sink = int(f) + x
	sink = uintptr(x) * u
	sink = complex(f, 1)
	sink = real(complex64(complex(f, f)))
	sink = interface{}(x)
	sink = any(f)
}

func slices(s []int, b []byte, t string) {
	sink = ints(s)
	sink = []byte(t)
	sink = []rune(t)
	sink = string(b)
	sink = [4]int(s)
	sink = (*[2]int)(s)
	sink = ([]int)(ints(s))
	sink = []int(nil)
	sink = ints(nil)
	sink = (*int)(nil)
	sink = map[string]int(nil)
	sink = (func(int))(nil)
	sink = (chan<- int)(nil)
	sink = (<-chan int)(nil)
	sink = error(nil)
}

func types(n int, o op) {
	sink = make([]map[string]func(), n)
	sink = make([]chan<- (<-chan int), n)
	sink = make([]struct{}, 2, n)
	sink = make(map[struct{ a, b int }]*tagged)
	sink = make(chan (<-chan int), n)
	sink = new(tagged)
	sink = new(struct {
		x, y int
		z    interface{ m(int) }
	})
	sink = new([3]func(a, b int, _ string) (c error))
	sink = new(interface {
		error
		n()
	})
	sink = []func(op) op{nil}
	sink = [2][]ints{}
	sink = map[[2]int]chan bool{}
	sink = tagged{}
	sink = &tagged{a: n}
	sink = []*embedded{{}, nil}
	sink = struct {
		int
		*embedded `y:"z"`
	}{n, nil}
	sink = o(nil)
	sink = op(func(ints) *ints { return nil })
}

func asserts(x interface{}, e error) {
	sink = x.(int)
	sink = x.(*tagged).f
	sink = x.(interface{ m() })
	sink = x.([]byte)[0]
	sink = e.(interface{ error }).Error()
	sink = x.(func() error)()
	v, ok := x.(ints)
	sink, errs = v, []error{e}
	sink = ok
}
