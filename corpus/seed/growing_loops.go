// Loops that grow a slice: the backing store of a slice that stays can start on the stack since 1.25.
package p

func collectReturned(n int) []int {
	var out []int
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	return out
}

func collectLocal(n int) int {
	var out []int
	for i := 0; i < n; i++ {
		out = append(out, i*2)
	}
	sum := 0
	for _, v := range out {
		sum += v
	}
	return sum
}

func collectPrealloc(n int) []int {
	out := make([]int, 0, n)
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	return out
}

func filter(in []int, keep func(int) bool) []int {
	out := in[:0]
	for _, v := range in {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

func evens(in []int) (out []int) {
	for _, v := range in {
		if v%2 == 0 {
			out = append(out, v)
		}
	}
	return
}

func countEvens(in []int) int {
	return len(evens(in))
}

func concat(parts []string) string {
	s := ""
	for i, p := range parts {
		if i > 0 {
			s += ", "
		}
		s += p
	}
	return s
}

type buffer struct{ data []byte }

func (b *buffer) writeAll(lines []string) {
	for _, l := range lines {
		b.data = append(b.data, l...)
		b.data = append(b.data, '\n')
	}
}

func render(lines []string) string {
	var b buffer
	b.writeAll(lines)
	return string(b.data)
}
