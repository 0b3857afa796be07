// Interface methods with type parameters are read without them.
package p

type reader interface {
	read[T any](x T) error
	close()
}

type file struct{}

func (file) read(int) error { return nil }
func (file) close()         {}

var r reader = file{}

func use(r reader) error {
	var c interface{ close(); open() } = r
	_ = c
	return r.read("x")
}
