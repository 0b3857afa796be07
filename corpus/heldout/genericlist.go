// A generic list, map and set; method values and constraints with methods.
package p

type ordered interface {
	~int | ~int64 | ~float64 | ~string
}

type node[T any] struct {
	value T
	next  *node[T]
}

type list[T any] struct {
	head *node[T]
	size int
}

func (l *list[T]) push(v T) {
	l.head = &node[T]{v, l.head}
	l.size++
}

func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.value)
	}
}

func fold[T, R any](l *list[T], start R, f func(R, T) R) R {
	l.each(func(v T) { start = f(start, v) })
	return start
}

func maxOf[T ordered](a, b T) T {
	if a > b {
		return a
	}
	return b
}

type set[K comparable] map[K]struct{}

func (s set[K]) add(k K)           { s[k] = struct{}{} }
func (s set[K]) has(k K) bool      { _, ok := s[k]; return ok }
func newSet[K comparable]() set[K] { return make(set[K]) }

type stringer interface{ String() string }

type id int

func (i id) String() string { return string(rune(i)) }

func join[T stringer](xs []T) (s string) {
	for _, x := range xs {
		s += x.String()
	}
	return s
}

func use() (int, string, bool) {
	var l list[int]
	l.push(1)
	l.push(2)
	sum := fold(&l, 0, func(a, v int) int { return a + v })
	s := newSet[string]()
	s.add("x")
	push := l.push
	push(3)
	return maxOf(sum, l.size), join([]id{65, 66}), s.has("y")
}
