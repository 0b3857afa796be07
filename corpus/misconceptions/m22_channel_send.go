// Belief: sending a pointer on a channel keeps it on the stack if the receiver is local. What is sent goes to the heap.
package p

type msg struct {
	id   int
	body []byte
}

func sendPointer() int {
	c := make(chan *msg, 1)
	m := msg{id: 1}
	c <- &m
	return (<-c).id
}

func sendValue() int {
	c := make(chan msg, 1)
	m := msg{id: 1}
	c <- m
	return (<-c).id
}

func sendValueWithSlice() int {
	c := make(chan msg, 1)
	c <- msg{2, make([]byte, 8)}
	return len((<-c).body)
}

func sendSlice() int {
	c := make(chan []int, 1)
	c <- []int{1, 2, 3}
	return len(<-c)
}

func sendFunc(x int) int {
	c := make(chan func() int, 1)
	c <- func() int { return x }
	return (<-c)()
}

func sendInterface(x int) bool {
	c := make(chan any, 2)
	c <- x
	c <- "s"
	return <-c == <-c
}

func sendParam(c chan<- *msg, m *msg) { c <- m }

func sendContent(c chan []byte, m *msg) { c <- m.body }

func selectSend(c, d chan *int) {
	x, y := 1, 2
	select {
	case c <- &x:
	case d <- &y:
	default:
	}
}

func receive(c <-chan *msg) *msg {
	m, ok := <-c
	if !ok {
		return nil
	}
	return m
}
