// A variable of the loop's body is kept in a variable from outside the loop.
package p

func last(values []int) int {
	var p *int
	for i := 0; i < len(values); i++ {
		v := values[i]
		p = &v
	}
	if p == nil {
		return 0
	}
	return *p
}

func same(values []int) int {
	var p *int
	var v int
	for i := 0; i < len(values); i++ {
		v = values[i]
		p = &v
	}
	if p == nil {
		return 0
	}
	return *p
}
