package p

// One missing method and one pointer receiver; the rest compiles.

type speaker interface{ speak(*string) }

type dog struct{ name *string }
type cat struct{}

func (d *dog) speak(s *string) { d.name = s }

func all() []speaker {
	return []speaker{&dog{}, dog{}, cat{}}
}

func fine(s speaker, n *string) { s.speak(n) }
