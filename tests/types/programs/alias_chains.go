// Defined types that are reached through aliases that are not known yet.
package p

type h i
type i = e1
type e1 = []h1
type h1 e1

var _ = h1{nil}
var _ = h{nil}

type (
	first  second
	second = third
	third  = map[string]fourth
	fourth fifth
	fifth  = third
)

var _ = first{"": {"": nil}}
var _ fourth = 1
type h0 i0[int]
type i0[P any] = []k[P]
type k[P any] struct{ h0; p P }

type h5 i5[int]
type i5[P any] = []h5

var _ = h0{{nil, 1}}
var _ = h5{nil, {nil}}

type later = []user
type user struct{ f func(*later, holder) }
type holder struct{ all *many }
type many = map[string]*later

var _ = user{func(l *later, h holder) { (*l)[0].f((*h.all)["x"], h) }}
var _ = holder{1}
