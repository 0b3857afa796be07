// Readers and writers around each other: io, bufio, embedding.
package p

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

func copyAll(s string) (string, int64, error) {
	c := &counter{Reader: strings.NewReader(s)}
	var b bytes.Buffer
	n, err := io.Copy(upper{&b}, c)
	return b.String(), n, err
}

func lines(r io.Reader) (out []string, err error) {
	br := bufio.NewReader(r)
	for {
		line, err := br.ReadString('\n')
		if line != "" {
			out = append(out, strings.TrimRight(line, "\n"))
		}
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
	}
}

func header(r io.Reader) ([4]byte, error) {
	var h [4]byte
	_, err := io.ReadFull(r, h[:])
	return h, err
}

func limited(r io.Reader) []byte {
	b, _ := io.ReadAll(io.LimitReader(io.TeeReader(r, io.Discard), 100))
	return b
}

type both struct {
	*bufio.Reader
	*bufio.Writer
}

func pair(rw io.ReadWriter) both { return both{bufio.NewReader(rw), bufio.NewWriter(rw)} }

func talk(b both) error {
	if _, err := b.WriteString("hi"); err != nil {
		return err
	}
	_, err := b.ReadByte()
	return err
}
