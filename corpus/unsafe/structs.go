package p

// Tagged pointers, unions and intrusive lists built with unsafe.

import "unsafe"

type value struct {
	tag  uintptr
	word unsafe.Pointer
}

type link struct{ next *link }

type task struct {
	id   int
	name string
	lnk  link
}

type queue struct {
	head, tail *link
}

var live *queue

func fromInt(p *int) value { return value{1, unsafe.Pointer(p)} }

func fromTask(t task) value { return value{2, unsafe.Pointer(&t)} }

func (v value) asInt() *int { return (*int)(v.word) }

func (v *value) asTask() *task {
	if v.tag != 2 {
		return nil
	}
	return (*task)(v.word)
}

func taskOf(l *link) *task {
	return (*task)(unsafe.Pointer(uintptr(unsafe.Pointer(l)) - unsafe.Offsetof(task{}.lnk)))
}

func (q *queue) push(t *task) {
	if q.tail != nil {
		q.tail.next = &t.lnk
	} else {
		q.head = &t.lnk
	}
	q.tail = &t.lnk
}

func (q *queue) pop() (t *task) {
	if q.head == nil {
		return
	}
	t = taskOf(q.head)
	q.head = q.head.next
	return t
}

func localQueue() int {
	var q queue
	t := task{id: 3}
	q.push(&t)
	return q.pop().id
}

func tagged(p *int, tag uintptr) unsafe.Pointer {
	return unsafe.Pointer(uintptr(unsafe.Pointer(p)) | tag<<1)
}

func untag(p unsafe.Pointer) *int {
	return (*int)(unsafe.Pointer(uintptr(p) / 2 * 2))
}

func ifaceWords(i interface{}) *[2]unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&i))
}

func ifaceData(i interface{}) unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&i))[1]
}

func swap(a, b *unsafe.Pointer) { *a, *b = *b, *a }

func compare(a unsafe.Pointer, b *int) bool { return a == unsafe.Pointer(b) }
