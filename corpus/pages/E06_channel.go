// An address is sent on a channel that only this function knows.
package p

func demo() int {
	x := 1
	ch := make(chan *int, 1)
	ch <- &x
	return *<-ch
}
