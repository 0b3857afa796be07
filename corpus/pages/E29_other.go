// What escapes belongs to a function of another package that is inlined here.
package p

import "container/list"

func demo() int {
	l := list.New()
	return l.Len()
}
