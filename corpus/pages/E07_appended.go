// An address is appended to a slice that only this function knows.
package p

func demo() int {
	x := 1
	var s []*int
	s = append(s, &x)
	return *s[0]
}
