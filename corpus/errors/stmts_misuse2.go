package p

// Misused statements: range over wrong things, go/defer of non-calls, assignment
// to what cannot be assigned, results not used, part 2.

type T struct{ a int }

func t() T { return T{} }

const k = 1

func assigns(m map[string]T, s string) {
	t().a = 1
	m["a"].a = 2
	s[0] = 'x'
	k = 2
	"a" = "b"
	nil = nil
	t = nil
	_ = _
	x := _
	1 = 2
	len = 3
	true := 1
}
