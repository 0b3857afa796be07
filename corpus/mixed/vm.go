// A stack machine: assembler, values of several kinds, call frames, native functions, a tracer, a heap of objects.
package p

type opcode byte

const (
	opHalt opcode = iota
	opConst
	opAdd
	opSub
	opMul
	opLess
	opEq
	opLoad
	opStore
	opJump
	opJumpIfNot
	opCall
	opNative
	opReturn
	opPop
	opDup
	opList
	opIndex
	opLen
	opConcat
)

var opNames = [...]string{
	opHalt: "halt", opConst: "const", opAdd: "add", opSub: "sub", opMul: "mul", opLess: "less", opEq: "eq",
	opLoad: "load", opStore: "store", opJump: "jump", opJumpIfNot: "jumpifnot", opCall: "call", opNative: "native",
	opReturn: "return", opPop: "pop", opDup: "dup", opList: "list", opIndex: "index", opLen: "len", opConcat: "concat",
}

func (o opcode) String() string {
	if int(o) < len(opNames) {
		return opNames[o]
	}
	return "op?"
}

func (o opcode) hasOperand() bool {
	switch o {
	case opConst, opLoad, opStore, opJump, opJumpIfNot, opCall, opNative, opList:
		return true
	}
	return false
}

type kind uint8

const (
	kNil kind = iota
	kInt
	kBool
	kString
	kList
)

// val is a tagged union: numbers are inside, the rest is behind obj.
type val struct {
	kind kind
	n    int64
	obj  *object
}

type object struct {
	str  string
	list []val
	mark bool
	next *object
}

func intVal(n int64) val { return val{kind: kInt, n: n} }

func boolVal(b bool) (v val) {
	v.kind = kBool
	if b {
		v.n = 1
	}
	return
}

func (v val) truthy() bool { return v.kind != kNil && (v.kind != kBool || v.n != 0) }

func (v val) equal(w val) bool {
	if v.kind != w.kind {
		return false
	}
	switch v.kind {
	case kString:
		return v.obj.str == w.obj.str
	case kList:
		if len(v.obj.list) != len(w.obj.list) {
			return false
		}
		for i, x := range v.obj.list {
			if !x.equal(w.obj.list[i]) {
				return false
			}
		}
		return true
	}
	return v.n == w.n
}

func (v *val) elem(i int) (*val, bool) {
	if v.kind != kList || i < 0 || i >= len(v.obj.list) {
		return nil, false
	}
	return &v.obj.list[i], true
}

type function struct {
	name   string
	code   []byte
	consts []val
	params int
	locals int
	lines  map[int]int
}

type frame struct {
	fn    *function
	pc    int
	base  int
	outer *frame
}

type native func(vm *machine, args []val) (val, error)

type machine struct {
	stack   []val
	frame   *frame
	funcs   []*function
	natives map[string]native
	table   []native
	objects *object
	live    int
	limit   int
	trace   func(op opcode, f *frame)
	out     func(string)
}

type vmError struct {
	fn   *function
	pc   int
	what string
	from error
}

func (e *vmError) Error() string {
	s := e.what
	if e.fn != nil {
		s = e.fn.name + ": " + s
	}
	if e.from != nil {
		s += ": " + e.from.Error()
	}
	return s
}

func newMachine(out func(string)) *machine {
	m := &machine{
		stack:   make([]val, 0, 256),
		natives: map[string]native{},
		limit:   1000,
		out:     out,
	}
	m.register("print", func(vm *machine, args []val) (val, error) {
		for _, a := range args {
			vm.out(vm.format(a))
		}
		return val{}, nil
	})
	m.register("push", nativePush)
	return m
}

func nativePush(vm *machine, args []val) (val, error) {
	if len(args) != 2 || args[0].kind != kList {
		return val{}, &vmError{what: "push wants a list and a value"}
	}
	o := args[0].obj
	o.list = append(o.list, args[1])
	return args[0], nil
}

func (m *machine) register(name string, f native) int {
	m.natives[name] = f
	m.table = append(m.table, f)
	return len(m.table) - 1
}

func (m *machine) alloc() *object {
	if m.live >= m.limit {
		m.collect()
	}
	o := &object{next: m.objects}
	m.objects = o
	m.live++
	return o
}

func (m *machine) newString(s string) val {
	o := m.alloc()
	o.str = s
	return val{kind: kString, obj: o}
}

func (m *machine) newList(items []val) val {
	o := m.alloc()
	o.list = append(o.list, items...)
	return val{kind: kList, obj: o}
}

func markAll(vs []val) {
	for i := range vs {
		if o := vs[i].obj; o != nil && !o.mark {
			o.mark = true
			markAll(o.list)
		}
	}
}

func (m *machine) collect() {
	markAll(m.stack)
	for _, f := range m.funcs {
		markAll(f.consts)
	}
	for link := &m.objects; *link != nil; {
		o := *link
		if o.mark {
			o.mark = false
			link = &o.next
			continue
		}
		*link = o.next
		m.live--
	}
	m.limit = max(1000, 2*m.live)
}

func (m *machine) push(v val) { m.stack = append(m.stack, v) }

func (m *machine) pop() val {
	v := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	return v
}

func (m *machine) top() *val { return &m.stack[len(m.stack)-1] }

func (m *machine) popN(n int) []val {
	args := m.stack[len(m.stack)-n:]
	m.stack = m.stack[:len(m.stack)-n]
	return args
}

func (m *machine) fail(what string, from error) error {
	e := &vmError{what: what, from: from}
	if m.frame != nil {
		e.fn, e.pc = m.frame.fn, m.frame.pc
	}
	return e
}

func (m *machine) enter(f *function) {
	base := len(m.stack) - f.params
	for i := f.params; i < f.locals; i++ {
		m.push(val{})
	}
	m.frame = &frame{fn: f, base: base, outer: m.frame}
}

func (m *machine) arith(op opcode) error {
	b, a := m.pop(), m.top()
	if a.kind != kInt || b.kind != kInt {
		return m.fail(op.String()+" of other than integers", nil)
	}
	switch op {
	case opAdd:
		a.n += b.n
	case opSub:
		a.n -= b.n
	case opMul:
		a.n *= b.n
	case opLess:
		*a = boolVal(a.n < b.n)
	}
	return nil
}

func (m *machine) run(entry *function) (result val, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = m.fail("crashed", nil)
		}
		m.frame = nil
	}()
	m.enter(entry)
	for {
		f := m.frame
		op := opcode(f.fn.code[f.pc])
		if m.trace != nil {
			m.trace(op, f)
		}
		f.pc++
		arg := 0
		if op.hasOperand() {
			arg = int(f.fn.code[f.pc])
			f.pc++
		}
		switch op {
		case opHalt:
			return m.pop(), nil
		case opConst:
			m.push(f.fn.consts[arg])
		case opAdd, opSub, opMul, opLess:
			if err := m.arith(op); err != nil {
				return val{}, err
			}
		case opEq:
			b, a := m.pop(), m.pop()
			m.push(boolVal(a.equal(b)))
		case opLoad:
			m.push(m.stack[f.base+arg])
		case opStore:
			m.stack[f.base+arg] = m.pop()
		case opJump:
			f.pc = arg
		case opJumpIfNot:
			if !m.pop().truthy() {
				f.pc = arg
			}
		case opCall:
			m.enter(m.funcs[arg])
		case opNative:
			n := int(m.pop().n)
			v, err := m.table[arg](m, m.popN(n))
			if err != nil {
				return val{}, m.fail("native function", err)
			}
			m.push(v)
		case opReturn:
			v := m.pop()
			m.stack = m.stack[:f.base]
			if f.outer == nil {
				return v, nil
			}
			m.frame = f.outer
			m.push(v)
		case opPop:
			m.pop()
		case opDup:
			m.push(*m.top())
		case opList:
			m.push(m.newList(m.popN(arg)))
		case opIndex:
			i := m.pop()
			e, ok := m.top().elem(int(i.n))
			if !ok {
				return val{}, m.fail("index out of range", nil)
			}
			*m.top() = *e
		case opLen:
			t := m.top()
			switch t.kind {
			case kList:
				*t = intVal(int64(len(t.obj.list)))
			case kString:
				*t = intVal(int64(len(t.obj.str)))
			}
		case opConcat:
			b, a := m.pop(), m.pop()
			m.push(m.newString(m.format(a) + m.format(b)))
		default:
			return val{}, m.fail("unknown "+op.String(), nil)
		}
	}
}

func (m *machine) format(v val) string {
	switch v.kind {
	case kInt:
		return digits(v.n)
	case kBool:
		return [2]string{"false", "true"}[v.n]
	case kString:
		return v.obj.str
	case kList:
		s := "["
		for i, e := range v.obj.list {
			if i > 0 {
				s += " "
			}
			s += m.format(e)
		}
		return s + "]"
	}
	return "nil"
}

func digits(n int64) string {
	if n < 0 {
		return "-" + digits(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return digits(n/10) + digits(n%10)
}

// builder assembles one function.
type builder struct {
	fn     *function
	labels map[string]int
	fixups []struct {
		at    int
		label string
	}
}

func build(name string, params, locals int) *builder {
	return &builder{fn: &function{name: name, params: params, locals: locals, lines: map[int]int{}}, labels: make(map[string]int)}
}

func (b *builder) op(o opcode, args ...int) *builder {
	b.fn.lines[len(b.fn.code)] = len(b.fn.lines)
	b.fn.code = append(b.fn.code, byte(o))
	for _, a := range args {
		b.fn.code = append(b.fn.code, byte(a))
	}
	return b
}

func (b *builder) push(v val) *builder {
	for i := range b.fn.consts {
		if b.fn.consts[i].equal(v) {
			return b.op(opConst, i)
		}
	}
	b.fn.consts = append(b.fn.consts, v)
	return b.op(opConst, len(b.fn.consts)-1)
}

func (b *builder) label(l string) *builder {
	b.labels[l] = len(b.fn.code)
	return b
}

func (b *builder) jump(o opcode, l string) *builder {
	b.op(o, 0)
	b.fixups = append(b.fixups, struct {
		at    int
		label string
	}{len(b.fn.code) - 1, l})
	return b
}

func (b *builder) done() *function {
	for _, f := range b.fixups {
		b.fn.code[f.at] = byte(b.labels[f.label])
	}
	return b.fn
}

func factorial(n int64) (int64, []string, error) {
	var lines []string
	m := newMachine(func(s string) { lines = append(lines, s) })
	steps := map[opcode]int{}
	m.trace = func(op opcode, f *frame) { steps[op]++ }
	fact := build("fact", 1, 1).
		op(opLoad, 0).push(intVal(2)).op(opLess).
		jump(opJumpIfNot, "more").
		push(intVal(1)).op(opReturn).
		label("more").
		op(opLoad, 0).op(opLoad, 0).push(intVal(1)).op(opSub).op(opCall, 0).op(opMul).op(opReturn).
		done()
	main := build("main", 0, 0).push(intVal(n)).op(opCall, 0).op(opHalt).done()
	m.funcs = append(m.funcs, fact, main)
	v, err := m.run(main)
	if err != nil {
		return 0, lines, err
	}
	return v.n, lines, nil
}
