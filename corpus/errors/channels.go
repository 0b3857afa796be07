package p

// Channel directions and select mistakes.

func f(in <-chan *int, out chan<- *int, both chan *int, p *int) *int {
	in <- p
	<-out
	close(in)
	both = in
	out = in
	in = both
	for v := range out {
		_ = v
	}
	select {
	case x := <-both:
	case y, ok := <-in:
		_ = y
	case out <- 3:
	}
	both <- "s"
	var n int = <-both
	return <-in
}

func fine(c chan *int) *int { return <-c }
