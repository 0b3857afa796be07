package p

// Invalid receivers and method declarations.

type ptr *int
type iface interface{ m() }
type good struct{ m2 int }
type alias = good
type sliceAlias = []int

func (p ptr) a()         {}
func (i iface) b()       {}
func (x int) c()         {}
func (x *[]int) d()      {}
func (x **good) e()      {}
func (x missing) f()     {}
func (a, b good) g()     {}
func () h()              {}
func (g good) m2()       {}
func (a alias) ok()      {}
func (s sliceAlias) i()  {}
func (g good) j(g int)   {}
func (map[string]int) k() {}

func init() int { return 1 }
func init(x int) {}
func f() { init() }

var v = good{}.ok
var init = 1

func main(x int) {}
