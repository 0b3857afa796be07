// Calls through interfaces: nothing is known of the method, so receiver and arguments escape.
package p

type animal interface {
	sound() string
	feed(food *food) *food
	rename(string)
}

type food struct{ grams int }

type cat struct {
	name  string
	lunch *food
}

func (c *cat) sound() string { return "miaow" }

func (c *cat) feed(f *food) *food {
	c.lunch = f
	return f
}

func (c *cat) rename(n string) { c.name = n }

type fish int

func (fish) sound() string         { return "" }
func (fish) feed(f *food) *food    { f.grams = 0; return f }
func (f fish) rename(_ string)     {}
func (f *fish) onlyPointer() *fish { return f }

func viaParam(a animal) int {
	f := food{5}
	return a.feed(&f).grams
}

func viaLocal() int {
	f := food{5}
	var a animal = &cat{name: "tom"}
	return a.feed(&f).grams
}

func direct() int {
	f := food{5}
	c := cat{name: "tom"}
	return c.feed(&f).grams
}

func viaSlice(n int) (out string) {
	zoo := []animal{&cat{name: "a"}, fish(3)}
	for i := 0; i < n; i++ {
		zoo = append(zoo, &cat{})
	}
	for _, a := range zoo {
		a.rename("x")
		out += a.sound()
	}
	return
}

func viaMap(m map[string]animal, k string) string { return m[k].sound() }

func viaField(h struct{ a animal }) string { return h.a.sound() }

func factory(kind string) animal {
	switch kind {
	case "cat":
		return &cat{name: kind}
	case "fish":
		return fish(1)
	}
	return nil
}

func useFactory() string {
	a := factory("cat")
	return a.sound() + factory("fish").sound()
}

func viaPointer(pa *animal) { (*pa).rename("p") }
