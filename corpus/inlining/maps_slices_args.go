// Maps, slices, strings and channels through inlined functions.
package p

func put(m map[string][]int, k string, v int) { m[k] = append(m[k], v) }

func first(xs []int) *int { return &xs[0] }

func tail(xs []int) []int { return xs[1:] }

func send(c chan<- *int, v int) { c <- &v }

func recv(c <-chan *int) int { return *<-c }

func concat(a, b string) string { return a + b }

func bytesOf(s string) []byte { return []byte(s) }

func array(xs []int) [2]int { return [2]int(xs) }

func use() int {
	m := map[string][]int{}
	put(m, concat("a", "b"), 1)
	xs := []int{1, 2, 3}
	c := make(chan *int, 1)
	send(c, *first(tail(xs)))
	b := bytesOf("x")
	a := array(xs)
	return recv(c) + len(b) + a[0] + len(m)
}

func keep(xs []int) *int { return first(tail(xs)) }
