// A call is deferred once, and in a loop.
package p

func once() {
	n := 1
	defer func() { n++ }()
}

func loop() {
	for i := 0; i < 3; i++ {
		n := i
		defer func() { n++ }()
	}
}
