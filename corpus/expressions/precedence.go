package p

// How operands are quoted at -m=2: precedences, parentheses, unary chains.

var sink interface{}
var fsink func(int) bool

func arith(a, b, c int) {
	sink = a + b*c
	sink = (a + b) * c
	sink = a - (b - c)
	sink = a - b - c
	sink = a << 2 >> uint(b)
	sink = (a<<1 | b) &^ c
	sink = a % b * c
	sink = a * (b / c)
	sink = a ^ b&c
}

func unary(a int, p *int, q **int, b bool) {
	sink = -a
	sink = - -a
	sink = ^-a
	sink = -(a + 1)
	sink = -*p
	sink = **q
	sink = !b
	sink = !!b
	sink = !(a == 1 && b)
	sink = *&a
	sink = +a
	sink = &*p
	sink = *(*(&p))
}

func logic(a, b int, s, t string, ok bool) {
	sink = a < b && b < 3 || ok
	sink = (a < b) == ok
	sink = a == b || (ok && a > 1)
	sink = s+t == t
	sink = s < t+"x"
	sink = (s + t)[a]
	sink = (s + t)[a:b]
	sink = len(s) + cap(make([]int, a))
}

func channels(c chan int, d chan chan int) {
	sink = <-c
	sink = <-<-d
	sink = -<-c
	sink = <-c + 1
	c <- <-c
	c <- 1 + <-c
}

func indexes(s []int, m map[string][]int, a *[4]int, i int) {
	sink = s[i]
	sink = s[i+1:]
	sink = s[:i:cap(s)]
	sink = m["k"][i*2]
	sink = a[i]
	sink = a[1:][i]
	sink = (*a)[2:3]
	sink = &s[i]
	sink = [4]int{1, 2}[i]
	sink = append(s, i, s[0])[1]
	sink = append(s[:1], s[2:]...)
}

func funcs(f func(int) int, g func() func(int) int, h []func(...int) int, i int) {
	sink = f(i)
	sink = f(f(i + 1))
	sink = g()(i)
	sink = h[i](1, 2, i)
	sink = h[0]()
	sink = h[1]([]int{1}...)
	sink = func(x int) int { return x }(i)
	sink = (func() int)(nil)
	fsink = func(x int) bool { return x > i }
}
