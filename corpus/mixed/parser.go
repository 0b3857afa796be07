// A tokenizer, a recursive descent parser, an evaluator and a printer for a small expression language.
package p

type kind uint8

const (
	tEOF kind = iota
	tNumber
	tName
	tString
	tOp
	tLet
	tFn
	tIf
)

var keywords = map[string]kind{"let": tLet, "fn": tFn, "if": tIf}

type token struct {
	kind kind
	text string
	pos  int
}

type syntaxError struct {
	pos int
	msg string
}

func (e *syntaxError) Error() string { return "at " + itoa(e.pos) + ": " + e.msg }

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var buf [20]byte
	i := len(buf)
	neg := n < 0
	if neg {
		n = -n
	}
	for ; n > 0; n /= 10 {
		i--
		buf[i] = byte('0' + n%10)
	}
	if neg {
		i--
		buf[i] = '-'
	}
	return string(buf[i:])
}

type lexer struct {
	src string
	pos int
	err error
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' }

func (l *lexer) peek() byte {
	if l.pos < len(l.src) {
		return l.src[l.pos]
	}
	return 0
}

func (l *lexer) while(ok func(byte) bool) string {
	start := l.pos
	for l.pos < len(l.src) && ok(l.src[l.pos]) {
		l.pos++
	}
	return l.src[start:l.pos]
}

func (l *lexer) next() token {
	l.while(func(c byte) bool { return c == ' ' || c == '\n' || c == '\t' })
	start := l.pos
	switch c := l.peek(); {
	case c == 0:
		return token{tEOF, "", start}
	case isDigit(c):
		return token{tNumber, l.while(func(c byte) bool { return isDigit(c) || c == '.' }), start}
	case isLetter(c):
		word := l.while(func(c byte) bool { return isLetter(c) || isDigit(c) })
		if k, ok := keywords[word]; ok {
			return token{k, word, start}
		}
		return token{tName, word, start}
	case c == '"':
		l.pos++
		text := l.while(func(c byte) bool { return c != '"' })
		if l.peek() != '"' {
			l.err = &syntaxError{start, "string not closed"}
		}
		l.pos++
		return token{tString, text, start}
	default:
		l.pos++
		if (c == '=' || c == '<') && l.peek() == '=' {
			l.pos++
		}
		return token{tOp, l.src[start:l.pos], start}
	}
}

func tokenize(src string) ([]token, error) {
	l := lexer{src: src}
	var out []token
	for {
		t := l.next()
		out = append(out, t)
		if l.err != nil {
			return nil, l.err
		}
		if t.kind == tEOF {
			return out, nil
		}
	}
}

type expr interface {
	eval(env *scope) (value, error)
	print(w *printer)
}

type (
	number struct{ v float64 }
	text   struct{ s string }
	name   struct {
		id  string
		pos int
	}
	binary struct {
		op   string
		l, r expr
	}
	call struct {
		fn   expr
		args []expr
	}
	let struct {
		id   string
		init expr
		body expr
	}
	lambda struct {
		params []string
		body   expr
	}
	cond struct{ test, then, els expr }
)

type parser struct {
	toks []token
	i    int
	src  *string
}

func (p *parser) tok() *token { return &p.toks[p.i] }

func (p *parser) accept(text string) bool {
	if t := p.tok(); t.kind == tOp && t.text == text {
		p.i++
		return true
	}
	return false
}

func (p *parser) expect(text string) {
	if !p.accept(text) {
		p.fail("expected " + text + ", found " + p.tok().text)
	}
}

func (p *parser) fail(msg string) {
	panic(&syntaxError{pos: p.tok().pos, msg: msg})
}

func (p *parser) take(k kind) string {
	t := p.tok()
	if t.kind != k {
		p.fail("unexpected " + t.text)
	}
	p.i++
	return t.text
}

func parse(src string) (e expr, err error) {
	toks, err := tokenize(src)
	if err != nil {
		return nil, err
	}
	p := &parser{toks: toks, src: &src}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *syntaxError:
			e, err = nil, r
		default:
			panic(r)
		}
	}()
	e = p.expr()
	if p.tok().kind != tEOF {
		p.fail("rest of input")
	}
	return e, nil
}

var levels = [][]string{{"<", "==", "<="}, {"+", "-"}, {"*", "/"}}

func (p *parser) expr() expr {
	switch p.tok().kind {
	case tLet:
		p.i++
		id := p.take(tName)
		p.expect("=")
		init := p.expr()
		p.expect(";")
		return &let{id, init, p.expr()}
	case tFn:
		p.i++
		f := &lambda{}
		p.expect("(")
		for !p.accept(")") {
			f.params = append(f.params, p.take(tName))
			p.accept(",")
		}
		f.body = p.expr()
		return f
	case tIf:
		p.i++
		c := cond{test: p.binary(0)}
		p.expect("?")
		c.then = p.expr()
		p.expect(":")
		c.els = p.expr()
		return &c
	}
	return p.binary(0)
}

func (p *parser) binary(level int) expr {
	if level == len(levels) {
		return p.postfix()
	}
	left := p.binary(level + 1)
again:
	for _, op := range levels[level] {
		if p.accept(op) {
			left = &binary{op, left, p.binary(level + 1)}
			goto again
		}
	}
	return left
}

func (p *parser) postfix() expr {
	e := p.primary()
	for p.accept("(") {
		var args []expr
		for !p.accept(")") {
			args = append(args, p.expr())
			p.accept(",")
		}
		e = &call{e, args}
	}
	return e
}

func (p *parser) primary() expr {
	t := *p.tok()
	p.i++
	switch t.kind {
	case tNumber:
		return number{atof(t.text)}
	case tString:
		return text{t.text}
	case tName:
		return &name{t.text, t.pos}
	}
	p.i--
	p.expect("(")
	e := p.expr()
	p.expect(")")
	return e
}

func atof(s string) (f float64) {
	scale := 0.0
	for _, c := range s {
		if c == '.' {
			scale = 1
			continue
		}
		f = f*10 + float64(c-'0')
		scale *= 10
	}
	if scale > 0 {
		f /= scale
	}
	return
}

type value any

type scope struct {
	id    string
	v     value
	outer *scope
}

func (s *scope) find(id string) *value {
	for ; s != nil; s = s.outer {
		if s.id == id {
			return &s.v
		}
	}
	return nil
}

type function func(args []value) (value, error)

func (n number) eval(*scope) (value, error) { return n.v, nil }
func (t text) eval(*scope) (value, error)   { return t.s, nil }

func (n *name) eval(env *scope) (value, error) {
	if v := env.find(n.id); v != nil {
		return *v, nil
	}
	return nil, &syntaxError{n.pos, "unknown " + n.id}
}

func (b *binary) eval(env *scope) (value, error) {
	l, err := b.l.eval(env)
	if err != nil {
		return nil, err
	}
	r, err := b.r.eval(env)
	if err != nil {
		return nil, err
	}
	if s, ok := l.(string); ok && b.op == "+" {
		t, _ := r.(string)
		return s + t, nil
	}
	x, _ := l.(float64)
	y, _ := r.(float64)
	switch b.op {
	case "+":
		return x + y, nil
	case "-":
		return x - y, nil
	case "*":
		return x * y, nil
	case "/":
		return x / y, nil
	case "<":
		return x < y, nil
	case "<=":
		return x <= y, nil
	}
	return l == r, nil
}

func (c *call) eval(env *scope) (value, error) {
	f, err := c.fn.eval(env)
	if err != nil {
		return nil, err
	}
	fn, ok := f.(function)
	if !ok {
		return nil, &syntaxError{msg: "not a function"}
	}
	args := make([]value, len(c.args))
	for i, a := range c.args {
		if args[i], err = a.eval(env); err != nil {
			return nil, err
		}
	}
	return fn(args)
}

func (l *let) eval(env *scope) (value, error) {
	inner := &scope{id: l.id, outer: env}
	v, err := l.init.eval(inner)
	if err != nil {
		return nil, err
	}
	inner.v = v
	return l.body.eval(inner)
}

func (f *lambda) eval(env *scope) (value, error) {
	return function(func(args []value) (value, error) {
		s := env
		for i, p := range f.params {
			s = &scope{id: p, outer: s}
			if i < len(args) {
				s.v = args[i]
			}
		}
		return f.body.eval(s)
	}), nil
}

func (c *cond) eval(env *scope) (value, error) {
	t, err := c.test.eval(env)
	if err != nil {
		return nil, err
	}
	if t == true {
		return c.then.eval(env)
	}
	return c.els.eval(env)
}

type printer struct{ out []byte }

func (w *printer) str(parts ...string) *printer {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
	return w
}

func (n number) print(w *printer)  { w.str(itoa(int(n.v))) }
func (t text) print(w *printer)    { w.str("\"", t.s, "\"") }
func (n *name) print(w *printer)   { w.str(n.id) }
func (l *let) print(w *printer)    { l.init.print(w.str("let ", l.id, " = ")); l.body.print(w.str("; ")) }
func (f *lambda) print(w *printer) { f.body.print(w.str("fn (").str(f.params...).str(") ")) }
func (b *binary) print(w *printer) {
	w.str("(")
	b.l.print(w)
	w.str(" ", b.op, " ")
	b.r.print(w)
	w.str(")")
}

func (c *call) print(w *printer) {
	c.fn.print(w)
	w.str("(")
	for i, a := range c.args {
		if i > 0 {
			w.str(", ")
		}
		a.print(w)
	}
	w.str(")")
}

func (c *cond) print(w *printer) {
	for _, part := range [...]struct {
		before string
		e      expr
	}{{"if ", c.test}, {" ? ", c.then}, {" : ", c.els}} {
		part.e.print(w.str(part.before))
	}
}

func show(e expr) string {
	var w printer
	e.print(&w)
	return string(w.out)
}

func run(src string) (value, string, error) {
	e, err := parse(src)
	if err != nil {
		return nil, "", err
	}
	globals := &scope{id: "len", v: function(func(args []value) (value, error) {
		s, _ := args[0].(string)
		return float64(len(s)), nil
	})}
	v, err := e.eval(globals)
	return v, show(e), err
}
