// A goroutine uses variables of the function that starts it.
package p

func demo() int {
	n := 0
	done := make(chan bool)
	go func() {
		n++
		done <- true
	}()
	<-done
	return n
}

func call(p *int) { *p++ }

func statement() {
	n := 0
	go call(&n)
}
