package p

// A variable that a select clause declares and receives into is written anew, so a closure in a
// loop of the clause captures it by reference; one that receives two values is not. A receive that
// converts goes through a temporary, whose number comes behind the variables of the clause.

var sink any

func once(jobs <-chan *int) {
	select {
	case job := <-jobs:
		func() { sink = job }()
	}
}

func looped(jobs <-chan *int, n []int) {
	select {
	case job := <-jobs:
		for range n {
			func() { sink = job }()
		}
	case job, ok := <-jobs:
		for range n {
			func() { sink, sink = job, ok }()
		}
	}
}

func converted(runes <-chan rune) {
	select {
	case sink = <-runes:
		a, b := 1, 2
		for i := 0; i < a; i++ {
			b += i
		}
		sink = b
	case sink = <-runes:
	}
}
