// Values to JSON and back: own marshalers, raw messages, decoders.
package p

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

type kind int

func (k kind) MarshalJSON() ([]byte, error) { return json.Marshal(fmt.Sprintf("k%d", int(k))) }
func (k *kind) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	_, err := fmt.Sscanf(s, "k%d", (*int)(k))
	return err
}

type event struct {
	Kind kind            `json:"kind"`
	At   time.Time       `json:"at"`
	Data json.RawMessage `json:"data,omitempty"`
	Tags []string        `json:"tags"`
}

func encode(events []event) (string, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	for i := range events {
		if err := enc.Encode(&events[i]); err != nil {
			return "", err
		}
	}
	return buf.String(), nil
}

func decode(r io.Reader) (out []event, err error) {
	dec := json.NewDecoder(r)
	for dec.More() {
		var e event
		if err = dec.Decode(&e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func generic(b []byte) (map[string]any, error) {
	m := map[string]any{}
	err := json.Unmarshal(b, &m)
	return m, err
}

func pretty(v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(b)
}
