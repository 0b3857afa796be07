// What panic is given outlives the functions that it ends.
package p

type failure struct{ code int }

func demo(code int) {
	if code != 0 {
		panic(failure{code})
	}
}
