package p

// //line directives of each form change the reported positions.

var sink *int

func before(p *int) { sink = p }

//line renamed.go:100
func after(p *int) *int {
	x := 1
	sink = &x
	return p
}

//line other.go:7:20
func withColumn(p *int) { sink = p }

//line :50
func sameFile(p *int) *int { q := p; return q }

//line :60:5
func sameFileColumn(p *int) { sink = new(int); _ = p }

//line /abs/dir/file.go:3
func absolute(p *int) { x := 2; sink = &x }

//line sub/dir/deep.go:12:1
func relative(s []*int) []*int { return append(s, new(int)) }

func block() []*int {
	/*line inner.go:5:1*/ a := new(int) /*line inner.go:9*/
	b := new(int)
	return []*int{a, /*line :77:7*/ b, new(int)}
}

//line
func bad(p *int) { sink = p }

 //line indented.go:5
func notAtColumnOne(p *int) { sink = p }

//line last.go:1
func tail() func() *int {
	y := 1
	return func() *int {
		return &y
	}
}
