// What each kind of expression costs.
package main

type point struct{ x, y int }

type shape interface{ area() int }

func (p point) area() int   { return p.x * p.y }
func (p *point) grow(n int) { p.x += n; p.y += n }

var table [8]int

func constant() int                   { return 1 << 10 }
func unary(x int, b bool) (int, bool) { return -x ^ +x, !b }
func logic(x, y int) bool             { return x == 1 && y == 2 || !(x > 3) }
func index(s []int, a [4]int, p *[4]int, t string, m map[string]int) int {
	return s[0] + a[1] + p[2] + int(t[3]) + m["k"]
}
func concat(a, b, c string) string              { return a + b + "x" + (c + a) }
func compare(a, b string) bool                  { return a+b == "ab" }
func strings(b []byte, r []rune, n rune) string { return string(b) + string(r) + string(n) }
func bytes(s string) ([]byte, []rune)           { return []byte(s), []rune(s) }
func numbers(x int, f float64) float64          { return float64(x) + f*float64(uint8(x)) + float64(int64(x)) }
func boxes(x int, p *point) (any, shape, any)   { return x, p, "c" }
func asserts(v any) (int, bool, shape)          { n, ok := v.(int); return n, ok, v.(shape) }
func deref(p *point, q **point) int             { return (*p).x + (*q).y + **p.x2() }
func (p *point) x2() **int                      { x := &p.x; return &x }

func literals() (point, *point, []int, [3]int, map[string]int) {
	return point{1, 2}, &point{x: 1}, []int{1, 2, 3}, [3]int{2: 1}, map[string]int{"a": 1}
}
func nested() []point    { return []point{{1, 2}, {x: 3}} }
func pointers() []*point { return []*point{{1, 2}, nil} }
func makes(n int) ([]int, []int, map[int]int, map[int]int, chan int, chan int, *int) {
	return make([]int, n), make([]int, n, 2*n), make(map[int]int), make(map[int]int, n), make(chan int), make(chan int, n), new(int)
}
func builtins(s, t []int, m map[int]int) int {
	delete(m, 1)
	copy(s, t)
	return len(s) + cap(t) + len(append(s, 1, 2)) + len(append(s, t...))
}
func complexes(c complex128) complex128                 { return complex(real(c), imag(c)) }
func methodValues(p *point) (func() int, func(int))     { return p.area, p.grow }
func methodExprs() (func(point) int, func(*point, int)) { return point.area, (*point).grow }
func functionValue() func(int)                          { return show }
func show(n int)                                        { println("n", n) }
func slicing(s []int, a *[4]int, t string) ([]int, []int, string) {
	return s[1:2], a[:3:4], t[2:]
}
func slicingAll(s []int, t string) ([]int, []int, string, []int) {
	return s[0:], s[:len(s)], t[0:len(t)], table[:]
}

func main() {
	p := &point{1, 2}
	println(constant(), logic(1, 2), index(nil, [4]int{}, nil, "", nil), concat("a", "b", "c"), compare("a", "b"))
	println(unary(1, true))
	println(strings(nil, nil, 'a'), numbers(1, 2), deref(p, &p), len(nested()), len(pointers()), complexes(1))
	bytes("s")
	boxes(1, p)
	asserts(1)
	literals()
	makes(3)
	builtins(nil, nil, nil)
	methodValues(p)
	methodExprs()
	functionValue()(1)
	slicing(nil, nil, "")
	slicingAll(nil, "")
}
