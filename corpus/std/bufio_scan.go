// Scanners with own split functions and buffers.
package p

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

func pairs(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, ';'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

func split(s string) (out []string) {
	sc := bufio.NewScanner(strings.NewReader(s))
	sc.Buffer(make([]byte, 0, 64), 1024)
	sc.Split(pairs)
	for sc.Scan() {
		out = append(out, sc.Text())
	}
	return out
}

func runes(r io.Reader) (n int) {
	br := bufio.NewReaderSize(r, 16)
	for {
		if _, _, err := br.ReadRune(); err != nil {
			return n
		}
		if b, err := br.Peek(1); err == nil && b[0] == 'x' {
			br.Discard(1)
		}
		n++
	}
}

func write(w io.Writer, lines []string) error {
	bw := bufio.NewWriter(w)
	defer bw.Flush()
	for _, l := range lines {
		if _, err := bw.WriteString(l); err != nil {
			return err
		}
		bw.WriteByte('\n')
	}
	return nil
}
