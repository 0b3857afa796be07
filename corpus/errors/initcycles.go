package p

// Initialisation cycles through variables, functions, methods and closures.

var a = b
var b = c + 1
var c = f()

func f() int { return a }

var x = x

type T struct{ n int }

func (t *T) get() int { return global.n + t.n }

var global = T{n: (&T{}).get()}

var lit = func() int { return lit() }

const k = l
const l = k + 1

var ok1 = ok2
var ok2 = g(3)

func g(n int) int {
	if n > 0 {
		return g(n - 1)
	}
	return 0
}
