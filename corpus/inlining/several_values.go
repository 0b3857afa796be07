// Temporaries for several values do not count; they show in the bodies.
package main

type err struct{}

func (err) Error() string { return "" }

func two() (int, string)        { return 1, "a" }
func three() (a, b int, c any)  { return 1, 2, 3 }
func define() int               { a, b := two(); return a + len(b) }
func assign(s []int) (b string) { s[0], b = two(); return }
func blanks() int               { a, _ := two(); _, _ = two(); return a }
func forward() (int, string)    { return two() }
func convert() (any, any)       { return two() }
func arguments() int            { return sum(two()) }
func sum(n int, s string) int   { return n + len(s) }
func rest(xs ...any) int        { return len(xs) }
func variadic() int             { return rest(two()) + rest(three()) }
func lookup(m map[string]int) int {
	v, ok := m["a"]
	if ok {
		return v
	}
	return 0
}
func exists(m map[string]int) bool   { _, ok := m["a"]; return ok }
func assert(x any) (string, bool)    { s, ok := x.(string); return s, ok }
func receive(c chan int) (int, bool) { v, ok := <-c; return v, ok }
func inCondition(m map[string]int) int {
	if v, ok := m["b"]; ok {
		return v
	}
	return -1
}
func mixed() (error, int) {
	a, b := error(err{}), 2
	a, b = nil, b+1
	return a, b
}
func declared() int {
	var a, b = two()
	var c, d any = two()
	return a + len(b) + c.(int) + len(d.(string))
}

func main() {
	println(define(), assign([]int{1}), blanks(), arguments(), variadic(), lookup(nil), exists(nil), inCondition(nil), declared())
	println(forward())
	println(convert())
	println(assert(1))
	println(receive(nil))
	println(mixed())
}
