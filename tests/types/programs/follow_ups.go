// What is said, and what is not, after an error.
package p

type endless struct {
	name string
	self endless
}

func fields(e endless) {
	e.missing = 1
	_ = []endless{{missing: 2}}
	_ = e.self.self.other
}

func notCalled(s string) {
	counted := 1
	s(counted)
	nil(counted)
	var unseen func()
	_ = s.upper(unseen)
}

func unknownResult() undefined { panic(0) }

func conditions() {
	if unknownResult() {
	}
	for unknownResult() {
	}
	_ = !unknownResult()
	_ = unknownResult().field
}

func variadic(...any) {}

func arguments(xs []undefined) {
	variadic(0, 1, xs...)
}

func ranges(s []int) {
	for s[0], x := range s {
	}
}

var selected = func().field

type holds[T interface{ int }] struct{}

type wrong struct{ wrong }

var _ holds[wrong]
var _ holds[string]
