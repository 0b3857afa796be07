// What is sent on a channel goes to the heap, even if the channel never leaves the function. A value that is sent is copied.
package p

type message struct{ id int }

func pointer() int {
	c := make(chan *message, 1)
	m := &message{1} // ?
	c <- m
	return (<-c).id
}

func value() int {
	c := make(chan message, 1)
	m := &message{1} // ?
	c <- *m
	return (<-c).id
}
