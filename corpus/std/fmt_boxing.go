// What fmt boxes: constants, small and large values, pointers, and arguments passed on.
package p

import (
	"fmt"
	"io"
)

type big struct{ a [10]int }

func each(n int, s string, b big, p *big) {
	fmt.Println(n, s, 1, "c", b, p, 'x', 2.5, n > 1)
}

func passed(args ...any) string { return fmt.Sprint(args...) }

func wrapped(n int) string { return passed(n, &n) }

func nested(w io.Writer, n int) {
	fmt.Fprintln(w, fmt.Sprintf("%d", n), fmt.Sprint(n))
}

func loop(xs []int) (out []string) {
	for _, x := range xs {
		out = append(out, fmt.Sprint(x))
	}
	return
}
