package p

// Chains of method calls, receivers that are results, addressable temporaries,
// methods returning their receiver or its contents.

type builder struct {
	parts []string
	err   *failure
	sub   *builder
}

type failure struct{ msg string }

func (f *failure) Error() string { return f.msg }

func start() *builder { return &builder{} }

func (b *builder) add(s string) *builder {
	b.parts = append(b.parts, s)
	return b
}

func (b *builder) child() *builder {
	if b.sub == nil {
		b.sub = &builder{}
	}
	return b.sub
}

func (b *builder) fail(msg string) error {
	b.err = &failure{msg}
	return b.err
}

func (b builder) with(s string) builder {
	b.parts = append(b.parts[:len(b.parts):len(b.parts)], s)
	return b
}

func (b builder) list() []string { return b.parts }

func (b *builder) at(i int) *string { return &b.parts[i] }

func chain() []string { return start().add("a").add("b").child().add("c").list() }

func chainValue(b builder) builder { return b.with("x").with("y") }

func chainLocal() int {
	var b builder
	b.add("x").child().add("y")
	return len(b.parts)
}

func chainError(b *builder) error {
	if len(b.parts) == 0 {
		return b.child().fail("empty")
	}
	return nil
}

func element(b *builder) *string { return b.child().at(0) }

func elementOfLocal() string {
	b := builder{parts: []string{"x"}}
	return *b.at(0)
}

func receiverFromMap(m map[string]*builder) []string { return m["a"].add("z").parts }

func receiverFromIndex(s []builder, i int) *builder { return s[i].add("q") }

func receiverFromCall(f func() *builder) int { return len(f().child().list()) }

func receiverFromAssert(x interface{}) *builder { return x.(*builder).add("t") }

func receiverFromDeref(pp **builder) *builder { return (*pp).add("d").child() }
