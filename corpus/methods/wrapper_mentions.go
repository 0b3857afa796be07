// Method wrappers come in the order in which gc reads types: up to 1.26 a type that mentions itself through an interface
// is met before that interface, and 1.21 reads initialisers where they are declared.
package methods

type visited struct {
	visitor
	count *int
}

type visitor interface{ visit(*visited) *visited }

func mentions() {
	v := new(visited)
	_ = v.visit
}

type named string

func (n named) name() string { return string(n) }

type namer interface{ name() string }

var anything any

var first = named("first")

var asNamer namer = first

var left, right = new(int), &first
