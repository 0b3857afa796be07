package p

// Package variables whose initialisers are static data: nothing is printed for
// them; the ones next to them need code in init.

type conf struct {
	name string
	opts []int
	next *conf
	f    func(int) int
}

var num = 3
var ptr = &num
var ptrptr = &ptr
var str = "text" + "more"
var arr = [3]int{1, 2, 3}
var slice = []string{"a", "b"}
var bytes = []byte("hello")
var iface interface{} = 7
var ifacePtr interface{} = &conf{}
var ifaceStruct interface{} = conf{name: "v"}
var one = conf{name: "one", opts: []int{1, 2}}
var two = &conf{name: "two", next: &one, f: double}
var nested = []*conf{{name: "x"}, {next: &conf{name: "y"}}, two}
var method = (*conf).get
var literal = func(x int) int { return x + num }
var table = [...]func(int) int{double, literal2, nil}
var elem = &arr[1]
var field = &one.opts

var fresh = new(int)
var made = make([]int, 4)
var dict = map[string]int{"a": 1}
var emptyDict = map[int]bool{}
var channel = make(chan int)
var sub = arr[1:]
var whole = slice[:1]
var bound = two.get
var appended = append(slice, "c")
var runes = []rune("abc")
var converted = string(bytes)

func double(x int) int { return 2 * x }

func literal2(x int) int { return literal(x) }

func (c *conf) get() string { return c.name }
