// A method value is a closure in disguise: it holds its receiver.
package p

type button struct{ clicks int }

func (b *button) click() { b.clicks++ } // ?

var handler func()

func called() int {
	b := &button{} // ?
	b.click()
	return b.clicks
}

func kept() {
	b := &button{}    // ?
	handler = b.click // ?
}
