// Generators, stages, fan-in and worker pools with goroutines.
package p

type job struct {
	id     int
	input  []int
	result *int
}

func generate(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; i < n; i++ {
			out <- i
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int, 1)
	go func() {
		for v := range in {
			out <- v * v
		}
		close(out)
	}()
	return out
}

func sumSquares(n int) (sum int) {
	for v := range square(square(generate(n))) {
		sum += v
	}
	return
}

func merge(ins ...<-chan int) <-chan int {
	out := make(chan int)
	done := make(chan bool)
	for _, in := range ins {
		go func(c <-chan int) {
			for v := range c {
				out <- v
			}
			done <- true
		}(in)
	}
	go func() {
		for range ins {
			<-done
		}
		close(out)
	}()
	return out
}

func pool(jobs []job, workers int) []job {
	todo := make(chan *job)
	done := make(chan struct{})
	for w := 0; w < workers; w++ {
		go work(todo, done)
	}
	for i := range jobs {
		todo <- &jobs[i]
	}
	close(todo)
	for w := 0; w < workers; w++ {
		<-done
	}
	return jobs
}

func work(todo <-chan *job, done chan<- struct{}) {
	for j := range todo {
		s := 0
		for _, v := range j.input {
			s += v
		}
		j.result = &s
	}
	done <- struct{}{}
}

type semaphore chan struct{}

func (s semaphore) acquire() { s <- struct{}{} }
func (s semaphore) release() { <-s }

func limited(fs []func() int, n int) []int {
	sem := make(semaphore, n)
	out := make([]int, len(fs))
	for i, f := range fs {
		sem.acquire()
		go func() {
			defer sem.release()
			out[i] = f()
		}()
	}
	for i := 0; i < n; i++ {
		sem.acquire()
	}
	return out
}

func future(f func() *job) func() *job {
	c := make(chan *job, 1)
	go func() { c <- f() }()
	return func() *job { return <-c }
}

func use() int {
	j := future(func() *job { return &job{id: 1} })()
	return sumSquares(3) + j.id + <-merge(generate(1), generate(2))
}
