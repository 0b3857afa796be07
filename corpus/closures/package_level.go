// Literals at package level, assigned in init, and used by other initialisers.
package p

type command struct {
	name string
	run  func(args []string) int
}

var (
	double = func(x int) int { return x * 2 }
	base   = 10
	addTo  = func(p *int) { *p += base }
	four   = double(2)
	maker  = func(k int) func() int { return func() int { return k } }
	five   = maker(5)
	state  = func() *int { v := 1; return &v }()
)

var commands = []command{
	{"help", func(args []string) int { return len(commandNames()) }},
	{"count", func(args []string) int { return len(args) }},
}

var byName map[string]*command

func init() {
	byName = make(map[string]*command)
	for i := range commands {
		c := &commands[i]
		byName[c.name] = c
	}
}

func init() {
	commands = append(commands, command{name: "last", run: func([]string) int { return base }})
}

func commandNames() []string {
	return []string{"help", "count"}
}

func run(args []string) int {
	if len(args) == 0 {
		return -1
	}
	if c, ok := byName[args[0]]; ok {
		return c.run(args[1:])
	}
	x := 2
	addTo(&x)
	return double(x) + five() + *state + four
}
