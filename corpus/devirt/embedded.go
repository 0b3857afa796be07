package p

// Calls on interfaces that hold structs with embedded pointers, values and
// interfaces; function results and parameters of known type; errors.

type logger interface {
	log(msg *string)
	sub(name string) logger
}

type plain struct{ last *string }

func (p *plain) log(msg *string)        { p.last = msg }
func (p *plain) sub(name string) logger { return &prefixed{logger: p, prefix: name} }

type prefixed struct {
	logger
	prefix string
}

func (p *prefixed) log(msg *string) {
	s := p.prefix + *msg
	p.logger.log(&s)
}

type viaValue struct{ plain }
type viaPointer struct{ *plain }
type viaIface struct{ logger }

type myErr struct{ msg string }

func (e *myErr) Error() string { return e.msg }

func local() {
	var l logger = &plain{}
	s := "x"
	l.log(&s)
}

func value() {
	var l logger = &viaValue{}
	s := "x"
	l.log(&s)
}

func pointer(p *plain) {
	var l logger = viaPointer{p}
	s := "x"
	l.log(&s)
}

func iface(inner logger) {
	var l logger = viaIface{inner}
	s := "x"
	l.log(&s)
}

func ifacePointer() {
	var l logger = &viaIface{&plain{}}
	s := "x"
	l.log(&s)
	l.sub("y").log(&s)
}

func override() logger {
	var l logger = &prefixed{&plain{}, "p"}
	s := "x"
	l.log(&s)
	return l.sub(s)
}

func newErr(msg string) error { return &myErr{msg} }

func errorText() string {
	var err error = &myErr{"bad"}
	return err.Error()
}

func errorCall() string {
	err := newErr("bad")
	if err != nil {
		return err.Error()
	}
	return ""
}

func inLoop(n int) (t int) {
	var l logger = &plain{}
	for i := 0; i < n; i++ {
		s := "m"
		l.log(&s)
		if i == 3 {
			l = l.sub("deep")
		}
	}
	return t
}

func inLoopSame(ps []*plain) {
	var l logger
	for _, p := range ps {
		l = p
		s := "m"
		l.log(&s)
	}
}

func selfAssigned(p *plain, s *string) {
	var l logger = p
	l = l
	l.log(s)
}

func crossed(p *plain, s *string) {
	var a, b logger
	a = p
	b = a
	a = b
	b.log(s)
}

func closureAssigns(p *plain, s *string) {
	var l logger = p
	func() { l = viaPointer{p} }()
	l.log(s)
}

func pairResult(p *plain) (logger, error) { return p, nil }

func fromPair(p *plain, s *string) {
	l, err := pairResult(p)
	if err == nil {
		l.log(s)
	}
}
