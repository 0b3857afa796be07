package p

// Wrappers of a type stand before those of the types that its methods mention: the receiver
// mentions the type first. A type that mentions itself counts as mentioned there only up to Go 1.26.

// The initialiser makes plain and list known before the interfaces.
var first, second = &plain{}, &list{}

type plain struct{ *base }

func (p plain) show(s shower) {}

type list struct {
	next *list
	*base
}

func (l list) walk(w walker) {}

type base struct{ name *string }

func (b base) rename(name *string) *string { *b.name = *name; return b.name }

type shower interface{ display(*int) }

type walker interface{ visit(*int) }
