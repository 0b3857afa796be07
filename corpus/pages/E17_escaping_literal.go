// A function literal that is returned takes the variable along that it changes; one that is called here does not.
package p

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func local() int {
	n := 0
	add := func() { n++ }
	add()
	return n
}
