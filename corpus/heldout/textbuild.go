// Strings built and taken apart: strings, bytes, strconv.
package p

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

func csv(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, ","))
		b.WriteByte('\n')
	}
	return b.String()
}

func table(m map[string]float64) []byte {
	var buf bytes.Buffer
	for k, v := range m {
		buf.WriteString(k)
		buf.WriteRune('=')
		buf.Write(strconv.AppendFloat(nil, v, 'g', -1, 64))
		fmt.Fprintf(&buf, " (%T)\n", v)
	}
	return buf.Bytes()
}

func parse(s string) (map[string]int, error) {
	m := make(map[string]int)
	for _, part := range strings.Split(s, ";") {
		k, v, ok := strings.Cut(part, "=")
		if !ok {
			return nil, fmt.Errorf("no value in %q", part)
		}
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return nil, err
		}
		m[k] = n
	}
	return m, nil
}

func quote(b []byte) string {
	b = bytes.TrimSpace(b)
	if bytes.HasPrefix(b, []byte("\"")) || bytes.Contains(b, []byte{0}) {
		return strconv.Quote(string(b))
	}
	return string(bytes.ToUpper(b))
}

func replace(s string) string {
	r := strings.NewReplacer("a", "b", "c", "d")
	return r.Replace(strings.Repeat(s, 2))
}

func count(s string) (n int) {
	rd := strings.NewReader(s)
	for {
		_, size, err := rd.ReadRune()
		if err != nil {
			return n
		}
		n += size
	}
}
