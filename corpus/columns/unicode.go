package p

// Unicode identifiers and literals: columns count bytes.

type größe struct {
	länge *int
	名前    string
}

var Ж *int
var été = []*int{}

func (g *größe) öffne(p *int) *größe { g.länge = p; return g }

func 世界(π *int, δ int) (результат *int) {
	результат = π
	Ж = &δ
	return
}

func größter(ä, ö *int) *int { if *ä > *ö { return ä }; return ö }

func mixed() []*int {
	s := "日本語" + string([]byte("ü")); ñ := new(int)
	_ = s
	return []*int{/* é */ ñ, /* 世 */ new(int)}
}

func closures() (f func() *int) {
	α, β := 1, 2
	f = func() *int { β++; return &α }
	return f
}

func labels(ключи []string) (m map[string]*größe) {
	m = map[string]*größe{"é": {名前: "ä"}, "世": new(größe)}
внешний:
	for _, ключ := range ключи { for é := 0; é < 3; é++ { if é > 1 { continue внешний }; m[ключ] = &größe{名前: ключ + "é"} } }
	return m
}

func invalidUtf() interface{} { return "\xff\xfe é \u200b" }

func _éà(ß interface{}) string { switch ü := ß.(type) { case string: return ü + "ß"; case []rune: return string(ü) }; return "" }
