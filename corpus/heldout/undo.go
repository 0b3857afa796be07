// A text buffer with an undo history made of command objects and closures.
package p

type Buffer struct {
	text  []rune
	caret int
	marks map[string]*int
}

type Command interface {
	Do(*Buffer)
	Undo(*Buffer)
	Label() string
}

type insert struct {
	at   int
	what []rune
}

func (c *insert) Do(b *Buffer) {
	tail := append([]rune{}, b.text[c.at:]...)
	b.text = append(append(b.text[:c.at], c.what...), tail...)
	b.caret = c.at + len(c.what)
}

func (c *insert) Undo(b *Buffer) {
	b.text = append(b.text[:c.at], b.text[c.at+len(c.what):]...)
	b.caret = c.at
}

func (c *insert) Label() string { return "insert " + string(c.what) }

type erase struct {
	from, to int
	saved    []rune
}

func (c *erase) Do(b *Buffer) {
	c.saved = make([]rune, c.to-c.from)
	copy(c.saved, b.text[c.from:c.to])
	b.text = append(b.text[:c.from], b.text[c.to:]...)
	b.caret = c.from
}

func (c *erase) Undo(b *Buffer) {
	(&insert{c.from, c.saved}).Do(b)
}

func (*erase) Label() string { return "erase" }

type macro struct {
	name  string
	parts []Command
}

func (m macro) Do(b *Buffer) {
	for _, p := range m.parts {
		p.Do(b)
	}
}

func (m macro) Undo(b *Buffer) {
	for i := len(m.parts) - 1; i >= 0; i-- {
		m.parts[i].Undo(b)
	}
}

func (m macro) Label() string { return m.name }

type funcCommand struct {
	do, undo func(*Buffer)
}

func (f funcCommand) Do(b *Buffer)   { f.do(b) }
func (f funcCommand) Undo(b *Buffer) { f.undo(b) }
func (funcCommand) Label() string    { return "func" }

func moveCaret(to int) Command {
	var before int
	return funcCommand{
		do:   func(b *Buffer) { before, b.caret = b.caret, to },
		undo: func(b *Buffer) { b.caret = before },
	}
}

func setMark(name string) Command {
	var old *int
	return funcCommand{
		func(b *Buffer) {
			if b.marks == nil {
				b.marks = make(map[string]*int)
			}
			old = b.marks[name]
			pos := b.caret
			b.marks[name] = &pos
		},
		func(b *Buffer) {
			if old == nil {
				delete(b.marks, name)
				return
			}
			b.marks[name] = old
		},
	}
}

type step struct {
	Command
	prev, next *step
}

type History struct {
	buf   *Buffer
	root  step
	at    *step
	watch []func(string)
}

func NewHistory(b *Buffer) *History {
	h := &History{buf: b}
	h.at = &h.root
	return h
}

func (h *History) notify(what string, s *step) {
	msg := what + " " + s.Label()
	for _, w := range h.watch {
		w(msg)
	}
}

func (h *History) Run(c Command) *History {
	c.Do(h.buf)
	s := &step{Command: c, prev: h.at}
	h.at.next = s
	h.at = s
	h.notify("do", s)
	return h
}

func (h *History) Undo() bool {
	if h.at == &h.root {
		return false
	}
	h.at.Undo(h.buf)
	h.notify("undo", h.at)
	h.at = h.at.prev
	return true
}

func (h *History) Redo() bool {
	n := h.at.next
	if n == nil {
		return false
	}
	n.Do(h.buf)
	h.at = n
	return true
}

func (h *History) Type(s string) *History {
	return h.Run(&insert{h.buf.caret, []rune(s)})
}

func (h *History) Replace(from, to int, s string) *History {
	return h.Run(macro{"replace", []Command{
		&erase{from: from, to: to},
		&insert{from, []rune(s)},
	}})
}

func Session() string {
	var b Buffer
	log := []string{}
	h := NewHistory(&b)
	h.watch = append(h.watch, func(s string) { log = append(log, s) })
	h.Type("hello ").Type("world").Run(setMark("end")).Replace(0, 5, "goodbye")
	h.Run(moveCaret(2))
	undone := 0
	for h.Undo() {
		if undone++; undone == 3 {
			break
		}
	}
	h.Redo()
	println(len(log), string(b.text), b.caret)
	return string(b.text)
}
