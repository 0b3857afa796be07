// Belief: "leaking param: p" and "leaking param content: p" are the same. Content is what p points to.
package p

type list struct {
	val  *int
	next *list
}

var (
	lastList *list
	lastVal  *int
	lastAll  []*int
)

func keepItself(l *list) { lastList = l }

func keepContent(l *list) { lastVal = l.val }

func keepDeep(l *list) { lastVal = l.next.next.val }

func keepSlice(s []*int) { lastAll = s }

func keepElement(s []*int) {
	if len(s) > 0 {
		lastVal = s[0]
	}
}

func keepDouble(pp **int) { lastVal = *pp }

func keepTriple(ppp ***int) { lastVal = **ppp }

func resultContent(l *list) *int { return l.val }

func resultBoth(l *list, deep bool) (*list, *int) {
	if deep {
		return l.next, l.next.val
	}
	return l, l.val
}

func keepArrayContent(a *[4]*int, i int) { lastVal = a[i] }

func keepMapContent(m map[string]*int) { lastVal = m["k"] }

func caller() {
	x, y := 1, 2
	keepContent(&list{val: &x})
	keepDouble(&[]*int{&y}[0])
	var l list
	keepItself(&l)
}
