// Type parameters whose constraints have methods.
package p

type value interface {
	~int | ~string
	len() int
}

type n int
type s string

func (x n) len() int { return int(x) }
func (x s) len() int { return len(x) }

func total[T value](xs []T) (sum int) {
	for _, x := range xs {
		sum += x.len()
	}
	return
}

type setter[T any] interface {
	*T
	set(int)
}

type box struct{ v int }

func (b *box) set(v int) { b.v = v }

func fill[T any, P setter[T]](k int) (out []T) {
	for i := 0; i < k; i++ {
		var t T
		P(&t).set(i)
		out = append(out, t)
	}
	return
}

func build[T any, P setter[T]]() P {
	p := P(new(T))
	p.set(1)
	return p
}

func use() int { return total([]n{1}) + total([]s{"a"}) + len(fill[box](2)) + build[box]().v }
