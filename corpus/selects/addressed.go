package p

// Variables received in select clauses that are then addressed, captured by
// closures or stored; channels in structs and maps of channels.

type hub struct {
	in  chan int
	out chan<- *int
	sub map[string]chan []int
}

var stored []*int

func (h *hub) step() bool {
	select {
	case v, ok := <-h.in:
		if ok {
			stored = append(stored, &v)
		}
		return ok
	case v := <-h.sub["a"]:
		h.out <- &v[0]
	}
	return true
}

func (h hub) peek() (x int) {
	p := &x
	select {
	case *p = <-h.in:
	default:
	}
	return
}

func (h *hub) later() (f func()) {
	n := 0
	select {
	case n = <-h.in:
		f = func() { n++ }
	case h.out <- &n:
		f = func() {}
	}
	return f
}

func merge(a, b <-chan int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for a != nil || b != nil {
			select {
			case v, ok := <-a:
				if !ok {
					a = nil
					continue
				}
				c <- v
			case v, ok := <-b:
				if !ok {
					b = nil
					continue
				}
				c <- v
			}
		}
	}()
	return c
}
