// select statements: sends and receives in all positions, defaults, loops, assignments to outer variables.
package p

type event struct {
	id   int
	data *string
}

var current *event

func receiveEither(a, b <-chan *event) *event {
	select {
	case e := <-a:
		return e
	case e, ok := <-b:
		if ok {
			return e
		}
	}
	return nil
}

func assignOuter(a <-chan *event, done <-chan struct{}) (e *event, ok bool) {
	select {
	case e = <-a:
	case e, ok = <-a:
	case <-done:
	default:
		e = &event{}
	}
	return
}

func keepReceived(a <-chan *event) {
	select {
	case current = <-a:
	default:
	}
}

func send(out chan<- *event, values chan event, id int) {
	e := event{id: id}
	s := "text"
	select {
	case out <- &e:
	case values <- event{data: &s}:
	case out <- &event{id: 2}:
	}
}

func indexTargets(c <-chan int, xs []int, m map[string]int) {
	select {
	case xs[0] = <-c:
	case m["k"] = <-c:
	case xs[1], _ = <-c:
	}
}

func loop(in <-chan int, quit <-chan bool, out chan<- []int) {
	var batch []int
	for {
		select {
		case v := <-in:
			batch = append(batch, v)
			if len(batch) == 10 {
				out <- batch
				batch = nil
			}
		case <-quit:
			return
		}
	}
}

func nilCase(in <-chan int, out chan<- *int) {
	var target chan<- *int
	var next *int
	for in != nil || target != nil {
		select {
		case v, ok := <-in:
			if !ok {
				in = nil
				break
			}
			next, target = &v, out
		case target <- next:
			target = nil
		}
	}
}

func forever() {
	select {}
}

func computed(f func() chan int, g func(*int) int) {
	x := 1
	select {
	case f() <- g(&x):
	case y := <-f():
		println(y)
	}
}
