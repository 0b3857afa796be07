// A strings.Builder in a variable, a field, a parameter and a result.
package p

import (
	"strings"
)

type doc struct {
	b     strings.Builder
	depth int
}

func (d *doc) open(tag string) {
	d.b.WriteByte('<')
	d.b.WriteString(tag)
	d.b.WriteByte('>')
	d.depth++
}

func write(b *strings.Builder, parts ...string) {
	for _, p := range parts {
		b.WriteString(p)
	}
}

func local(n int) string {
	var b strings.Builder
	b.Grow(n)
	write(&b, "a", "b")
	return b.String()
}

func page() string {
	var d doc
	d.open("p")
	d.open("b")
	return d.b.String()
}

func made() *strings.Builder { return new(strings.Builder) }

func reset() int {
	b := made()
	b.WriteRune('x')
	defer b.Reset()
	return b.Len() + b.Cap()
}
