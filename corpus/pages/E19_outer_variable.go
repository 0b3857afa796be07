// A variable of a function literal is kept in a variable of the function around it.
package p

func demo() int {
	var p *int
	set := func(v int) {
		w := v + 1
		p = &w
	}
	set(1)
	set(2)
	return *p
}
