// Directives that gc looks at once the types are right: what they are attached to, what they name, and functions without
// a body.
package errors

//go:noinline
var x int

//go:noescape
func hasBody(p *int) {}

//go:linkname linked other.linked
func linked()

func bodyless(int) int

func (T) method()

type T struct{}

//go:embed file.txt
var embedded string

func inner() {
	//go:nosplit
	const c = 1
	_ = c
}
