// Decoders, encoders and tokens on streams.
package p

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

type rec struct{ A, B string }

func all(r io.Reader) ([]*rec, error) {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	var out []*rec
	for {
		r := &rec{}
		switch err := d.Decode(r); err {
		case nil:
			out = append(out, r)
		case io.EOF:
			return out, nil
		default:
			return nil, err
		}
	}
}

func tokens(s string) (n int) {
	d := json.NewDecoder(strings.NewReader(s))
	for d.More() {
		t, err := d.Token()
		if err != nil {
			break
		}
		if _, ok := t.(json.Delim); ok {
			n++
		}
	}
	return
}

func lines(rs []rec) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, r := range rs {
		e.Encode(r)
	}
	return b.String()
}
