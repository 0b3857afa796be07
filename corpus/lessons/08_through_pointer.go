// What is stored through a pointer counts as stored on the heap, even when the pointer points to a local variable.
package p

type box struct{ value *int }

func variable() int {
	n := new(int) // ?
	var b box
	b.value = n
	return *b.value
}

func pointer() int {
	n := new(int) // ?
	b := &box{}   // ?
	b.value = n
	return *b.value
}
