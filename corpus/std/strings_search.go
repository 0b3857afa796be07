// Searching, cutting and mapping strings.
package p

import (
	"strings"
	"unicode"
)

func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
}

func rot(s string, k rune) string {
	return strings.Map(func(r rune) rune { return r + k }, s)
}

func ends(s string) bool {
	return strings.HasPrefix(s, "a") && strings.HasSuffix(s, "b") || strings.ContainsRune(s, 'c') || strings.EqualFold(s, "d")
}

func cut(s string) (a, b string) {
	a, b, _ = strings.Cut(strings.TrimLeft(s, " "), ":")
	if i := strings.LastIndexByte(b, '.'); i >= 0 {
		b = b[:i]
	}
	a, _ = strings.CutPrefix(a, "x")
	return
}

func lower(xs []string) {
	for i := range xs {
		xs[i] = strings.ToLower(strings.TrimSpace(xs[i]))
	}
}

var r = strings.NewReplacer("<", "&lt;", ">", "&gt;")

func escape(s string) string { return r.Replace(s) }
