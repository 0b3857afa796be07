// fmt in all directions: Stringers, formatters, scanning, errors.
package p

import (
	"fmt"
	"io"
	"os"
	"strings"
)

type temp float64

func (t temp) String() string { return fmt.Sprintf("%.1f°", float64(t)) }

type point struct{ x, y int }

func (p *point) GoString() string { return fmt.Sprint("P", p.x, p.y) }
func (p point) Format(s fmt.State, verb rune) {
	switch verb {
	case 'v':
		fmt.Fprintf(s, "(%d,%d)", p.x, p.y)
	default:
		io.WriteString(s, "?")
	}
}

func show(ts []temp, p *point) string {
	var b strings.Builder
	for i, t := range ts {
		fmt.Fprintf(&b, "%d: %v %s\n", i, t, t)
	}
	fmt.Fprint(&b, p, *p)
	fmt.Fprintln(&b, len(ts), true, nil, "x"+b.String())
	return b.String()
}

func scan(s string) (n int, w string, err error) {
	_, err = fmt.Sscan(s, &n, &w)
	return
}

func debug(enabled bool) func(string, ...any) {
	if !enabled {
		return func(string, ...any) {}
	}
	return func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
}

func log(v ...any) { fmt.Println(v...) }

func Run(n int, s string, xs []int, m map[string]int) {
	d := debug(n > 0)
	d("n=%d s=%q", n, s)
	log(xs, m, &n)
	log()
	fmt.Printf("%[2]*[1]d %v\n", n, 5, struct{ a, b any }{s, xs})
	_ = fmt.Errorf("bad %v", m)
	_ = fmt.Sprintf("const")
}
