// What switches and constant conditions cost.
package main

const debug = false

type num interface{ num() int }
type a struct{}
type b struct{ x int }

func (a) num() int    { return 1 }
func (b *b) num() int { return b.x }

func values(x int) int {
	switch x {
	case 1, 2:
		return 3
	case 4:
		x++
		fallthrough
	case 5:
		return x
	default:
		return 0
	}
}
func conditions(x, y int) bool {
	switch {
	case x > y:
		return true
	case x < y && y < 9:
	}
	return false
}
func withInit(x any) int {
	switch n := len(x.(string)); n {
	case 0:
		return n
	}
	return 1
}
func kinds(x any) int {
	switch x.(type) {
	case int, string:
		return 1
	case nil:
		return 2
	case num:
		return 3
	}
	return 0
}
func bound(x any) int {
	switch v := x.(type) {
	case int:
		return v
	case string, []byte:
		_ = v
		return 2
	case *b:
		return v.x
	default:
		return v.(int)
	}
}
func methods(n num) int {
	switch v := n.(type) {
	case a:
		return v.num()
	case *b:
		return v.num()
	}
	return 0
}
func strings(s string) int {
	switch s {
	case "a", "b" + "c":
		return 1
	}
	return 2
}
func empty(x int) {
	switch x {
	}
}
func constants(x int) int {
	if debug {
		println("debug", x)
	}
	if !debug && x > 1 {
		x++
	}
	if debug || x > 2 {
		x--
	}
	if true {
		return x
	} else {
		println("never")
	}
	return 0
}
func constantSwitch() int {
	switch 1 {
	case 2:
		println("two")
	case 1:
		return 1
	}
	return 0
}
func never() int {
	for debug {
		println("never")
	}
	return 1
}

func main() {
	println(values(1), conditions(1, 2), withInit(""), kinds(1), bound(1), methods(a{}), strings("a"), constants(1), constantSwitch(), never())
	empty(1)
}
