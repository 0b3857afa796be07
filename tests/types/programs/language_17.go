// -lang=go1.17
package p

type T[P any] struct{}

func f[P interface{ m() }](x P) {}

type I interface {
	comparable
	int
	~string | bool
}

type A[P any] = T[P]

func (t T[P]) method() { f[T[P]](t); f(t); (f[T[P]])(t) }

var g func(int) = f
var x interface{}
var y any = x
