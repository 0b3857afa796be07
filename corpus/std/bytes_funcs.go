// Functions of package bytes on converted strings.
package p

import (
	"bytes"
)

func contains(b []byte, s string) bool { return bytes.Contains(b, []byte(s)) }

func eq(a []byte, s string) bool { return bytes.Equal(a, []byte(s)) || string(a) == s }

func split(b []byte) (out []string) {
	for _, part := range bytes.Split(b, []byte{','}) {
		out = append(out, string(bytes.TrimSpace(part)))
	}
	return
}

func fields(b []byte) int {
	n := 0
	for len(b) > 0 {
		i := bytes.IndexByte(b, ' ')
		if i < 0 {
			break
		}
		b = b[i+1:]
		n++
	}
	return n + len(bytes.Fields(b))
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func upper(s string) string { return string(bytes.ToUpper([]byte(s))) }

var title = bytes.Title([]byte("x"))
