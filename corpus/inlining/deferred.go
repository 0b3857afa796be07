// go and defer: the literals that call what is deferred have costs of their own.
package main

type job struct{ n int }

func (j job) run()             {}
func (j *job) stop(why string) { j.n = len(why) }

type runner interface{ run() }

var out []int

func record(xs ...int) { out = append(out, xs...) }

func plain()                { defer record() }
func arguments(n int)       { defer record(n, 1); go record(n) }
func method(j *job)         { defer j.stop("a"); defer j.run(); go j.run() }
func iface(r runner)        { defer r.run(); go r.run() }
func value(f func(int) int) { defer f(1); go f(2) }
func direct(n int) {
	defer func() { out = nil }()
	defer func(x int) { record(x) }(n)
	go func() { record(n) }()
}
func builtins(c chan int, m map[int]int) {
	defer close(c)
	defer delete(m, 1)
	defer println("bye", len(m))
	defer panic("p")
}
func loop(js []*job) {
	for _, j := range js {
		defer j.stop("b")
	}
}
func returned() func() { return func() { defer record(); go record() } }

func main() {
	plain()
	arguments(1)
	method(&job{})
	iface(job{})
	value(func(x int) int { return x })
	direct(1)
	builtins(nil, nil)
	loop(nil)
	returned()()
}
