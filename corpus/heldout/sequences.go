// Iterators as functions: generators and adapters consumed by range over func.
package main

type Seq func(yield func(int) bool)

type Seq2 func(yield func(string, int) bool)

func Count(from, step int) Seq {
	return func(yield func(int) bool) {
		for i := from; yield(i); i += step {
		}
	}
}

func (s Seq) Filter(keep func(int) bool) Seq {
	return func(yield func(int) bool) {
		for v := range s {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func (s Seq) Map(f func(int) int) Seq {
	return func(yield func(int) bool) {
		s(func(v int) bool { return yield(f(v)) })
	}
}

func (s Seq) Take(n int) Seq {
	return func(yield func(int) bool) {
		left := n
		for v := range s {
			if left == 0 || !yield(v) {
				break
			}
			left--
		}
	}
}

func (s Seq) Collect() (out []int) {
	for v := range s {
		out = append(out, v)
	}
	return
}

func (s Seq) Find(pred func(int) bool) (*int, bool) {
	for v := range s {
		if pred(v) {
			return &v, true
		}
	}
	return nil, false
}

func Chain(seqs ...Seq) Seq {
	return func(yield func(int) bool) {
		for _, s := range seqs {
			for v := range s {
				if !yield(v) {
					return
				}
			}
		}
	}
}

type Tree struct {
	left, right *Tree
	key         string
	val         int
}

func (t *Tree) Insert(key string, val int) *Tree {
	if t == nil {
		return &Tree{key: key, val: val}
	}
	switch {
	case key < t.key:
		t.left = t.left.Insert(key, val)
	case key > t.key:
		t.right = t.right.Insert(key, val)
	default:
		t.val = val
	}
	return t
}

func (t *Tree) All(yield func(string, int) bool) {
	t.push(yield)
}

func (t *Tree) push(yield func(string, int) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.key, t.val) && t.right.push(yield)
}

func (t *Tree) Backward() Seq2 {
	return func(yield func(string, int) bool) {
		var walk func(*Tree) bool
		walk = func(n *Tree) bool {
			if n == nil {
				return true
			}
			return walk(n.right) && yield(n.key, n.val) && walk(n.left)
		}
		walk(t)
	}
}

func primes(limit int) Seq {
	return func(yield func(int) bool) {
		var found []int
	next:
		for n := range Count(2, 1).Take(limit) {
			for _, p := range found {
				if n%p == 0 {
					continue next
				}
			}
			found = append(found, n)
			if !yield(n) {
				return
			}
		}
	}
}

func pairs(a, b Seq) (n int) {
	for x := range a {
		for y := range b {
			if x == y {
				n++
				break
			}
			if y > x {
				break
			}
		}
	}
	return n
}

func sumUntil(s Seq, max int) (total int, ok bool) {
	defer func() { ok = total <= max }()
	for v := range s {
		defer func() { total += v }()
		if v > max {
			return v, false
		}
	}
	return
}

func main() {
	evens := Count(0, 2).Filter(func(i int) bool { return i%3 != 0 })
	for _, v := range evens.Map(func(i int) int { return i * i }).Take(5).Collect() {
		print(v, " ")
	}
	println()
	var t *Tree
	for i, k := range []string{"m", "c", "x", "a"} {
		t = t.Insert(k, i)
	}
	total := 0
	for k, v := range t.All {
		total += v + len(k)
	}
	for k := range t.Backward() {
		print(k, " ")
	}
	if p, ok := primes(50).Find(func(i int) bool { return i > 20 }); ok {
		println(*p)
	}
	n, ok := sumUntil(primes(30), 100)
	println(total, n, ok, pairs(primes(20), Count(1, 2)), len(Chain(primes(5), primes(9)).Collect()))
	for range Count(0, 1).Take(3) {
		go func() { total++ }()
	}
}
