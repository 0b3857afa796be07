package p

// Which values an interface holds without storage: pointers, and structs that are one pointer and
// parts without size. An array without elements holds no pointer, whatever their type.

var sink interface{}

type tagged struct {
	_ [0]func()
	p *int
}

type wrapped struct {
	p [1]struct{ p *int }
	_ struct{}
}

type number struct {
	_ [0]*int
	f float32
}

func pointer(p *int)      { sink = p }
func before(v tagged)     { sink = v }
func nested(v wrapped)    { sink = v }
func noPointer(v number)  { sink = v }
func empty(v [0]*int)     { sink = v }
func single(v [1]func())  { sink = v }
func unsized(v struct{})  { sink = v }
func second(v [2]chan int) { sink = v }
