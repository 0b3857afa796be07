// What -m prints is not stable: about this program it changed with 1.22, with 1.25, and with 1.27.
package p

var sink any

func boxed() {
	n := 200
	sink = n // ?
}

func converted(s string) byte { return []byte(s)[0] }

func sized(n int) int {
	s := make([]byte, n) // ?
	return len(s)
}

func up(p *int)   { *p++ }
func down(p *int) { *p-- }

func chosen(back bool) int {
	n := new(int) // ?
	step := up
	if back {
		step = down
	}
	step(n)
	return *n
}
