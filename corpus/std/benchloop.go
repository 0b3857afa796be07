//go:build go1.24

// The body of `for b.Loop()`: nothing in it is inlined (1.24, 1.25), or what it computes is kept alive (1.26).
package p

import "testing"

type point struct{ x, y int }

var global int

func add(a, b int) int { return a + b }

func pair(a int) (int, error) { return a, nil }

func use(a, b int) {}

func all(list ...any) {}

func move(p *point) { p.x++ }

func index(s []int) int { return len(s) }

// Results of calls.
func BenchmarkResults(b *testing.B) {
	for b.Loop() {
		add(1, 2)
		pair(3)
	}
}

// Assignments: names, blanks, fields, elements, through pointers.
func BenchmarkAssign(b *testing.B) {
	var arr [4]int
	s := make([]int, 3)
	p := &point{}
	q := point{}
	m := map[int]int{}
	for b.Loop() {
		x := add(1, 2)
		_ = x
		var e error
		x, e = pair(x)
		_, _ = pair(x)
		_, e = pair(4)
		arr[1] = x
		s[2] = x
		p.x = x
		q.y = x
		m[x] = 1
		*p = q
		x += 2
		x++
		global = x
		global++
		*(&p.y) += 1
		_ = e
	}
}

// Arguments of calls without results.
func BenchmarkArgs(b *testing.B) {
	q := point{1, 2}
	for b.Loop() {
		y := 3
		use(y, y+1)
		use(add(1, 2), 5)
		move(&q)
		move(&point{3, 4})
		all()
		all(y, y+1, "s", q)
		func() { y++ }()
		b.Log(y)
		b.SetBytes(int64(y))
		println(y, y*2)
		delete(map[int]int{}, y)
	}
}

// Statements in statements.
func BenchmarkNested(b *testing.B) {
	var s []int
	for b.Loop() {
		if len(s) > 3 {
			s = append(s, 1)
		} else if len(s) > 2 {
			s = s[:0]
		} else {
			index(s)
		}
		for i := 0; i < 3; i++ {
			index(s)
			use(i, i)
		}
		for _, v := range s {
			use(v, 1)
		}
		switch len(s) {
		case 1:
			index(s)
		default:
			move(new(point))
		}
		select {
		default:
			index(s[1:])
		}
		{
			z := index(s)
			z++
		}
		for i := range 3 {
			defer use(i, i)
		}
	}
	index(s)
}

// Loops that are not the benchmark's, and literals.
func BenchmarkOther(b *testing.B) {
	for i := 0; i < b.N; i++ {
		add(i, 1)
	}
	for b.Loop() {
		f := func() {
			add(1, 2)
			use(3, 4)
		}
		f()
	}
	b.Run("sub", func(b *testing.B) {
		for b.Loop() {
			add(1, 2)
		}
	})
	for i := 0; b.Loop(); i++ {
		use(i, 1)
	}
	loop := b.Loop
	for loop() {
		use(1, 1)
	}
	for {
		if !b.Loop() {
			break
		}
		use(2, 2)
	}
}
