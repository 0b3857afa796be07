// encoding/json with structs, maps and interfaces.
package p

import (
	"encoding/json"
)

type point struct {
	X int            `json:"x"`
	Y *int           `json:"y,omitempty"`
	M map[string]any `json:"m"`
}

func enc(p point) ([]byte, error)   { return json.Marshal(p) }
func encp(p *point) ([]byte, error) { return json.Marshal(p) }

func dec(b []byte) (p point, err error) {
	err = json.Unmarshal(b, &p)
	return
}

func decp(b []byte) (*point, error) {
	p := new(point)
	return p, json.Unmarshal(b, p)
}

func valid(s string) bool { return json.Valid([]byte(s)) }

func num(b []byte) (float64, bool) {
	var v any
	if json.Unmarshal(b, &v) != nil {
		return 0, false
	}
	f, ok := v.(float64)
	return f, ok
}

func length(v any) int {
	b, _ := json.Marshal(map[string]any{"v": v, "n": 1})
	return len(b)
}
