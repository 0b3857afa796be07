// "leaking param content: b" is about what b points to; "leaking param: b" is about b itself.
package p

type box struct{ value *int }

var keptValue *int

var keptBox *box

func keepValue(b *box) { // ?
	keptValue = b.value
}

func keepBox(b *box) { // ?
	keptBox = b
}

func open() {
	n := 1        // ?
	b := &box{&n} // ?
	keepValue(b)
}
