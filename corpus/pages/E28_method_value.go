// A method that keeps its receiver, as a value: nobody knows who calls it.
package p

type task struct{ next *task }

func (t *task) self() *task { return t }

func demo() int {
	t := task{}
	f := t.self
	if f().next == nil {
		return 1
	}
	return 0
}
