// A map can stay on the stack. What is stored in it never does.
package p

func local() int {
	m := map[string]int{} // ?
	m["a"] = 1
	return m["a"]
}

func returned() map[string]int {
	return map[string]int{} // ?
}

func pointers() int {
	n := new(int) // ?
	m := map[string]*int{}
	m["n"] = n
	return *m["n"]
}
