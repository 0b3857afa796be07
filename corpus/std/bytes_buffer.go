// A bytes.Buffer as value, pointer, interface and field.
package p

import (
	"bytes"
	"io"
)

type message struct {
	bytes.Buffer
	kind byte
}

func (m *message) seal() []byte {
	m.WriteByte(m.kind)
	return m.Bytes()
}

func local(s string) string {
	var b bytes.Buffer
	b.WriteString(s)
	b.WriteByte('!')
	return b.String()
}

func through(w io.Writer, p []byte) (int, error) { return w.Write(p) }

func iface(p []byte) int {
	b := &bytes.Buffer{}
	n, _ := through(b, p)
	return n + b.Len()
}

func embedded() []byte {
	m := message{kind: 1}
	m.Write([]byte("abc"))
	m.Grow(10)
	return m.seal()
}

func from(s string) *bytes.Buffer { return bytes.NewBufferString(s) }

func read(s string) (byte, error) {
	c, err := from(s).ReadByte()
	return c, err
}
