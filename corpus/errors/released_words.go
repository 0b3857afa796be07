// Words that changed between Go 1.21 and 1.27.
package errors

type inner struct{ Field int }

type outer struct{ inner }

func (o *outer) Pointer() {}

type lists [2][]int

func words() {
	_ = outer{Field: 1}
	_ = inner.Field
	_ = [3]int{}[:]
	copy([]int{}, []string{})
	println(nil)
	_ = lists{} == lists{}
	var o outer
	o.pOINTER()
	_ = inner{field: 1}
}

func init()
