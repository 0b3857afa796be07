// A lexer with state functions, interfaces for tokens and a switch that is too costly to inline.
package p

type kind uint8

const (
	eof kind = iota
	word
	number
	punct
)

type token struct {
	kind kind
	text string
}

type state func(*lexer) state

type lexer struct {
	src        string
	start, pos int
	out        []token
}

func (l *lexer) peek() byte {
	if l.pos >= len(l.src) {
		return 0
	}
	return l.src[l.pos]
}

func (l *lexer) next() byte   { c := l.peek(); l.pos++; return c }
func (l *lexer) text() string { return l.src[l.start:l.pos] }
func (l *lexer) emit(k kind)  { l.out = append(l.out, token{k, l.text()}); l.start = l.pos }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

func (l *lexer) while(f func(byte) bool) {
	for f(l.peek()) {
		l.next()
	}
}

func lexWord(l *lexer) state   { l.while(isLetter); l.emit(word); return lexAny }
func lexNumber(l *lexer) state { l.while(isDigit); l.emit(number); return lexAny }

func lexAny(l *lexer) state {
	switch c := l.peek(); {
	case c == 0:
		return nil
	case isLetter(c):
		return lexWord
	case isDigit(c):
		return lexNumber
	case c == ' ':
		l.next()
		l.start = l.pos
		return lexAny
	default:
		l.next()
		l.emit(punct)
		return lexAny
	}
}

func Lex(src string) []token {
	l := &lexer{src: src}
	for s := state(lexAny); s != nil; {
		s = s(l)
	}
	return l.out
}

func (k kind) String() string { return [...]string{"eof", "word", "number", "punct"}[k] }
