// Readers and writers of the library behind interfaces.
package p

import (
	"bytes"
	"io"
	"strings"
)

func length(r io.Reader) int {
	b, _ := io.ReadAll(r)
	return len(b)
}

func open(s string) io.Reader { return strings.NewReader(s) }

func direct(s string) (n int) {
	r := open(s)
	var buf [8]byte
	n, _ = r.Read(buf[:])
	return
}

func writer() (int, error) {
	var w io.Writer = &bytes.Buffer{}
	return w.Write([]byte("x"))
}

func closer(s string) error {
	rc := io.NopCloser(open(s))
	defer rc.Close()
	return nil
}

func err() string {
	var e error = io.EOF
	return e.Error()
}

type nopWriter struct{}

func (nopWriter) Write(p []byte) (int, error) { return len(p), nil }

func multi(p []byte) (int, error) { return io.MultiWriter(nopWriter{}, io.Discard).Write(p) }
