package p

// Names of compiler-made functions: go and defer wrappers, method values,
// range-over-func bodies, init literals, promoted method wrappers.

type base struct{ p *int }

func (b base) val() *int      { return b.p }
func (b *base) put(p *int)    { b.p = p }
func (b *base) note(s string) {}

type derived struct {
	*base
	n int
}

type valuer interface {
	val() *int
	put(*int)
}

var sink []valuer
var started = func() bool { go worker(1); return true }()

func worker(n int, more ...*int) {}

func asIface(d derived, b *base) { sink = append(sink, d, &d, b) }

func wraps(p *int, b *base) {
	go worker(1, p)
	go b.put(p)
	defer worker(2)
	defer b.note("a" + "b")
	defer func(s string) { b.note(s) }("c")
	for i := range 3 {
		defer worker(i, p)
		go worker(i)
	}
}

func iter(yield func(*int) bool) {
	for i := range 3 {
		if !yield(&i) {
			return
		}
	}
}

func bodies(b *base) (fs []func() *int) {
	for p := range iter {
		fs = append(fs, func() *int { return p })
		defer b.put(p)
		for q := range iter {
			go worker(*q, p)
			fs = append(fs, func() *int { return q }, b.val)
		}
	}
	for p := range iter {
		b.put(p)
	}
	return
}

func init() {
	for p := range iter {
		sink = append(sink, &base{p})
	}
	defer worker(3)
}

func deferBuiltins(m map[string]int, c chan int, s []int) {
	defer close(c)
	defer delete(m, "a")
	defer println(len(s), "x")
	defer copy(s, s[1:])
	go print(s)
	defer panic(c)
	defer recover()
	defer clear(m)
}
