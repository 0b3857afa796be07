// Append functions of fmt and strconv into buffers that stay or go.
package p

import (
	"fmt"
	"strconv"
)

func small(n int) int {
	var buf [32]byte
	b := fmt.Appendf(buf[:0], "%d", n)
	return len(b)
}

func number(n int64) string {
	var buf [20]byte
	return string(strconv.AppendInt(buf[:0], n, 10))
}

func line(dst []byte, k string, v float64) []byte {
	dst = append(dst, k...)
	dst = append(dst, '=')
	dst = strconv.AppendFloat(dst, v, 'f', 2, 64)
	return fmt.Appendln(dst)
}

func quote(s string) string {
	return strconv.Quote(s) + strconv.Itoa(len(s)) + strconv.FormatBool(s == "")
}
