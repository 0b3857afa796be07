// What each kind of statement costs.
package main

type pair struct{ a, b int }

var sink, other int

func empty()                   {}
func ret(x int) int            { return x }
func named(x int) (y int)      { y = x; return }
func define() int              { x := 1; return x }
func declare() int             { var x int; return x }
func declares() int            { var x, y int; return x + y }
func grouped(x int) int        { var y, z = x, x; return y + z }
func swap(x, y int) (int, int) { x, y = y, x; return x, y }
func incs(x int) int {
	x++
	x--
	x += 2
	x <<= 3
	x &^= 1
	return x
}
func blank(x int)    { _ = x; _, _ = x, x }
func fields(p *pair) { p.a, p.b = p.b, p.a }

func branches(x int) int {
	if x > 1 {
		x = 2
	}
	if y := x; y > 3 {
		return y
	} else if y == 2 {
		return 1
	} else {
		return x
	}
}

func loops(n int) (s int) {
	for i := 0; i < n; i++ {
		s += i
	}
	for s < n {
		s++
	}
	for {
		if s > 9 {
			break
		}
		s++
		continue
	}
	return s
}

func ranges(xs []int, m map[string]int, c chan int, t string) (s int) {
	for range xs {
		s++
	}
	for i := range xs {
		s += i
	}
	for _, v := range m {
		s += v
	}
	for v := range c {
		s += v
	}
	for i, r := range t {
		s += i + int(r)
	}
	return
}

func labels(n int) int {
outer:
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			if j == i {
				continue outer
			}
			if j > 5 {
				break outer
			}
		}
	}
	if n > 100 {
		goto end
	}
	n++
end:
	return n
}

func blocks(x int) int {
	{
		x := x + 1
		sink = x
		{
			other = x
		}
	}
	return x
}

func channels(c chan int, d chan<- int) int {
	d <- 1
	<-c
	select {
	case v := <-c:
		return v
	case d <- 2:
	default:
	}
	select {}
}

func main() {
	empty()
	fields(&pair{})
	sink = ret(1) + named(2) + define() + declare() + declares() + grouped(3) + incs(4)
	sink, other = swap(1, 2)
	blank(1)
	sink = branches(1) + loops(2) + ranges(nil, nil, nil, "") + labels(3) + blocks(4)
	channels(nil, nil)
}
