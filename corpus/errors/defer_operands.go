// What go and defer take is a primary expression, whatever parentheses are around it.
package errors

func f() int { return 1 }

func g() {
	defer (f())
	go ((f()))
	defer (f)()
	go (func() {})
}

const separated = 1__000 + 0x_1__2

func () h() {}


var s string = separated
