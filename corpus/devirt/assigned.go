// Variables that are assigned again, with the same dynamic type or another.
package p

type animal interface{ sound(n *int) string }
type dog struct{ name string }
type cat struct{ lives *int }

func (d *dog) sound(n *int) string { return d.name }
func (c cat) sound(n *int) string  { c.lives = n; return "" }

var kept animal

func same(b bool) string {
	var a animal = &dog{"x"}
	if b {
		a = &dog{"y"}
	}
	n := 1
	return a.sound(&n)
}

func other(b bool) string {
	var a animal = &dog{"x"}
	if b {
		a = cat{}
	}
	n := 1
	return a.sound(&n)
}

func none() string {
	var a animal
	n := 1
	if a != nil {
		return a.sound(&n)
	}
	a = cat{}
	return a.sound(&n)
}

func captured() func() string {
	var a animal = cat{}
	return func() string { n := 2; return a.sound(&n) }
}

func stored() string {
	kept = &dog{}
	a := kept
	n := 3
	return a.sound(&n)
}

func viaAny(x *dog) string {
	var v any = x
	a := v.(animal)
	n := 4
	return a.sound(&n)
}
