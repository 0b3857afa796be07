// Through methods, the receiver's type parameters stand for those of the type.
package p

type tree[Leaf any] struct{ leaf Leaf }

func (t *tree[L]) lift() any { return other[[]L]() }

func other[E any]() *tree[map[string]E] { return nil }

type chain[N any] struct{ n N }

func (c chain[M]) next() chain[*M] { return chain[*M]{&c.n} }

func (c chain[K]) same() chain[K] { return c }
