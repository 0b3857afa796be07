// Package-level tables: composite literals with cross references, init functions, lazily built indexes.
package p

type Unit struct {
	Name   string
	Factor float64
	Base   *Unit
	Alias  []string
}

var (
	metre  = &Unit{Name: "m", Factor: 1}
	km     = &Unit{"km", 1000, metre, []string{"kilometre", "kilometer"}}
	mile   = Unit{Name: "mi", Factor: 1609.344, Base: metre}
	second = Unit{Name: "s", Factor: 1}
	all    = []*Unit{metre, km, &mile, &second, {Name: "h", Factor: 3600, Base: &second}}
)

var byName = func() map[string]*Unit {
	m := make(map[string]*Unit, len(all))
	for _, u := range all {
		m[u.Name] = u
		for _, a := range u.Alias {
			m[a] = u
		}
	}
	return m
}()

type formatter func(float64, *Unit) string

var formats = map[string]formatter{
	"short": short,
	"long": func(f float64, u *Unit) string {
		if len(u.Alias) > 0 {
			return digits(f) + " " + u.Alias[0]
		}
		return digits(f) + " " + u.Name
	},
	"default": nil,
}

var sinTable [64]float64

var crc = makeCRC(0xEDB88320)

var days = [...]struct {
	name    string
	weekend bool
	next    *int
}{
	{"mon", false, nil},
	{"sat", true, &dayCount},
	6: {name: "sun", weekend: true},
}

var dayCount = 7

var cached *[]string

var onChange []func(name string)

var defaultConfig = config{
	limits: map[string]int{"depth": 10, "width": 80},
	paths:  []string{"/a", "/b"},
	parent: &config{name: "root"},
	log:    func(s string) { println(s) },
}

type config struct {
	name   string
	limits map[string]int
	paths  []string
	parent *config
	log    func(string)
}

func makeCRC(poly uint32) *[256]uint32 {
	t := new([256]uint32)
	for i := range t {
		c := uint32(i)
		for j := 0; j < 8; j++ {
			if c&1 == 1 {
				c = c>>1 ^ poly
			} else {
				c >>= 1
			}
		}
		t[i] = c
	}
	return t
}

func init() {
	x := 0.0
	for i := range sinTable {
		sinTable[i] = x - x*x*x/6
		x += 0.05
	}
	formats["default"] = formats["short"]
}

func init() {
	count := 0
	onChange = append(onChange, func(string) { count++ })
	local := config{name: "local"}
	defaultConfig.parent.parent = &local
}

func short(f float64, u *Unit) string { return digits(f) + u.Name }

func digits(f float64) string {
	n := int(f)
	if n < 0 {
		return "-" + digits(-f)
	}
	var rev []byte
	for ok := true; ok; ok = n > 0 {
		rev = append(rev, byte('0'+n%10))
		n /= 10
	}
	for i, j := 0, len(rev)-1; i < j; i, j = i+1, j-1 {
		rev[i], rev[j] = rev[j], rev[i]
	}
	return string(rev)
}

func (u *Unit) root() *Unit {
	for u.Base != nil {
		u = u.Base
	}
	return u
}

func Convert(v float64, from, to string) (float64, bool) {
	a, b := byName[from], byName[to]
	if a == nil || b == nil || a.root() != b.root() {
		return 0, false
	}
	return v * a.Factor / b.Factor, true
}

func Names() []string {
	if cached == nil {
		names := make([]string, 0, len(all))
		for _, u := range all {
			names = append(names, u.Name)
		}
		cached = &names
	}
	return *cached
}

func Register(u Unit) *Unit {
	all = append(all, &u)
	byName[u.Name] = &u
	cached = nil
	for _, f := range onChange {
		f(u.Name)
	}
	return &u
}

func Override(f func(config) config) (restore func()) {
	old := defaultConfig
	defaultConfig = f(old)
	return func() { defaultConfig = old }
}

func Checksum(b []byte) uint32 {
	c := ^uint32(0)
	for _, x := range b {
		c = crc[byte(c)^x] ^ c>>8
	}
	return ^c
}

func Format(v float64, unit, style string) string {
	f, ok := formats[style]
	if !ok {
		f = formats["default"]
	}
	if u := byName[unit]; u != nil {
		return f(v, u)
	}
	return f(v, &Unit{Name: unit})
}

func Try() {
	defer Override(func(c config) config {
		c.name = "test"
		c.limits = map[string]int{"depth": 1}
		return c
	})()
	Register(Unit{Name: "ft", Factor: 0.3048, Base: metre})
	if v, ok := Convert(2, "km", "ft"); ok {
		defaultConfig.log(Format(v, "ft", "long"))
	}
	println(Checksum([]byte("table")), len(Names()), days[1].name)
}
