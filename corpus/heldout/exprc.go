// An arithmetic expression compiler: lexer, Pratt parser, constant folder, closure and byte-code back ends.
package main

type tokKind uint8

const (
	tEOF, tLParen tokKind = iota, iota + 8
	tNum, tRParen
	tIdent, tOp
)

type token struct {
	kind tokKind
	text string
	num  int
	pos  int
}

type lexer struct {
	src string
	off int
}

func (l *lexer) next() (t token) {
	for l.off < len(l.src) && l.src[l.off] == ' ' {
		l.off++
	}
	t.pos = l.off
	if l.off >= len(l.src) {
		return
	}
	c := l.src[l.off]
	switch {
	case c >= '0' && c <= '9':
		t.kind = tNum
		for l.off < len(l.src) && l.src[l.off] >= '0' && l.src[l.off] <= '9' {
			t.num = t.num*10 + int(l.src[l.off]-'0')
			l.off++
		}
	case c >= 'a' && c <= 'z':
		t.kind = tIdent
		for l.off < len(l.src) && l.src[l.off] >= 'a' && l.src[l.off] <= 'z' {
			l.off++
		}
	case c == '(':
		t.kind = tLParen
		l.off++
	case c == ')':
		t.kind = tRParen
		l.off++
	default:
		t.kind = tOp
		l.off++
	}
	t.text = l.src[t.pos:l.off]
	return t
}

type Expr interface{ emit(c *code) }

type (
	Num   int
	Var   struct{ Name string }
	BinOp struct {
		Op   byte
		L, R Expr
	}
	Neg struct{ X Expr }
)

type opcode byte

type instr struct {
	op  opcode
	arg int
}

type code struct {
	ins   []instr
	names []string
	index map[string]int
}

func (c *code) slot(name string) int {
	i, ok := c.index[name]
	if !ok {
		i = len(c.names)
		c.names = append(c.names, name)
		c.index[name] = i
	}
	return i
}

func (n Num) emit(c *code)  { c.ins = append(c.ins, instr{'#', int(n)}) }
func (v *Var) emit(c *code) { c.ins = append(c.ins, instr{'$', c.slot(v.Name)}) }
func (n *Neg) emit(c *code) { n.X.emit(c); c.ins = append(c.ins, instr{op: '~'}) }
func (b *BinOp) emit(c *code) {
	b.L.emit(c)
	b.R.emit(c)
	c.ins = append(c.ins, instr{op: opcode(b.Op)})
}

type syntaxError struct {
	pos  int
	want string
	got  token
}

func (e syntaxError) Error() string { return "want " + e.want + ", got " + e.got.text }

type parser struct {
	lex lexer
	tok token
}

func (p *parser) advance() token {
	t := p.tok
	p.tok = p.lex.next()
	return t
}

var prec = map[string]int{"+": 1, "-": 1, "*": 2, "/": 2}

func (p *parser) primary() Expr {
	switch t := p.advance(); t.kind {
	case tNum:
		return Num(t.num)
	case tIdent:
		return &Var{t.text}
	case tLParen:
		e := p.expr(0)
		if p.tok.kind != tRParen {
			panic(syntaxError{p.tok.pos, ")", p.tok})
		}
		p.advance()
		return e
	case tOp:
		if t.text == "-" {
			return &Neg{p.primary()}
		}
		fallthrough
	default:
		panic(syntaxError{t.pos, "operand", t})
	}
}

func (p *parser) expr(min int) Expr {
	lhs := p.primary()
	for p.tok.kind == tOp {
		q := prec[p.tok.text]
		if q <= min {
			break
		}
		op := p.advance().text[0]
		lhs = &BinOp{op, lhs, p.expr(q)}
	}
	return lhs
}

func Parse(src string) (e Expr, err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case syntaxError:
			err = x
		default:
			panic(x)
		}
	}()
	p := &parser{lex: lexer{src: src}}
	p.advance()
	e = p.expr(0)
	return
}

func apply(op byte, a, b int) int {
	switch op {
	case '+':
		return a + b
	case '-':
		return a - b
	case '*':
		return a * b
	}
	return a / b
}

func Fold(e Expr) Expr {
	switch e := e.(type) {
	case *BinOp:
		l, r := Fold(e.L), Fold(e.R)
		if a, ok := l.(Num); ok {
			if b, ok := r.(Num); ok {
				return Num(apply(e.Op, int(a), int(b)))
			}
		}
		return &BinOp{e.Op, l, r}
	case *Neg:
		e.X = Fold(e.X)
	}
	return e
}

type env map[string]int

func Close(e Expr) func(env) int {
	switch e := e.(type) {
	case Num:
		return func(env) int { return int(e) }
	case *Var:
		name := e.Name
		return func(m env) int { return m[name] }
	case *Neg:
		x := Close(e.X)
		return func(m env) int { return -x(m) }
	case *BinOp:
		l, r := Close(e.L), Close(e.R)
		op := e.Op
		return func(m env) int { return apply(op, l(m), r(m)) }
	}
	return nil
}

func (c *code) run(m env) int {
	stack := make([]int, 0, 32)
	for _, in := range c.ins {
		switch in.op {
		case '#':
			stack = append(stack, in.arg)
		case '$':
			stack = append(stack, m[c.names[in.arg]])
		case '~':
			stack[len(stack)-1] *= -1
		default:
			n := len(stack)
			stack[n-2] = apply(byte(in.op), stack[n-2], stack[n-1])
			stack = stack[:n-1]
		}
	}
	return stack[0]
}

func main() {
	m := env{"x": 3, "y": 4}
	for _, src := range [...]string{"1+2*3", "x*(y-1)", "-(x+2)*y/", "2*3+x"} {
		e, err := Parse(src)
		if err != nil {
			println(src, err.Error())
			continue
		}
		e = Fold(e)
		c := code{index: make(map[string]int)}
		e.emit(&c)
		println(src, c.run(m), Close(e)(m))
	}
}
