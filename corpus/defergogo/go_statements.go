// go statements: what the goroutine uses is on the heap.
package p

type worker struct {
	jobs    chan int
	results chan<- int
	name    string
}

func (w *worker) run() {
	for j := range w.jobs {
		w.results <- j * 2
	}
}

func (w worker) once(j int) { w.results <- j }

func start(n int) int {
	jobs := make(chan int)
	results := make(chan int, n)
	for i := 0; i < n; i++ {
		w := worker{jobs: jobs, results: results}
		go w.run()
	}
	for i := 0; i < n; i++ {
		jobs <- i
	}
	close(jobs)
	sum := 0
	for i := 0; i < n; i++ {
		sum += <-results
	}
	return sum
}

func startValue(results chan int) {
	w := worker{results: results, name: "v"}
	go w.once(1)
	go worker.once(w, 2)
	go (*worker).run(&w)
}

func literalShared() int {
	var total int
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; i < 10; i++ {
			total += i
		}
	}()
	<-done
	return total
}

func literalArgs(xs []int) {
	buf := [4]int{1, 2, 3, 4}
	go func(part []int, n int) {
		println(part[0], n)
	}(buf[:], len(xs))
}

func perItem(items []string, out chan string) {
	for i, it := range items {
		go func() { out <- it }()
		go func(n int) { out <- items[n] }(i)
	}
}

func produce(n int) <-chan *worker {
	c := make(chan *worker)
	go func() {
		for i := 0; i < n; i++ {
			c <- &worker{name: "w"}
		}
		close(c)
	}()
	return c
}

func static() {
	go tick()
	go func() {}()
	go println()
}

func tick() {}
