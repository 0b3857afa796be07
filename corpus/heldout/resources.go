// Defer-heavy resource handling: nested acquisition, rollbacks in loops, recover and re-panic, transactions.
package main

type Closer interface{ Close() error }

type File struct {
	name   string
	data   []byte
	off    int
	closed bool
	fs     *FS
}

type FS struct {
	files map[string][]byte
	open  int
}

type PathError struct {
	Op, Path string
	Err      error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

type errString string

func (e errString) Error() string { return string(e) }

var ErrNotExist = error(errString("does not exist"))

func (fs *FS) Open(name string) (*File, error) {
	data, ok := fs.files[name]
	if !ok {
		return nil, &PathError{"open", name, ErrNotExist}
	}
	fs.open++
	return &File{name: name, data: data, fs: fs}, nil
}

func (f *File) Close() error {
	if f.closed {
		return &PathError{Op: "close", Path: f.name, Err: errString("already closed")}
	}
	f.closed = true
	f.fs.open--
	return nil
}

func (f *File) Read(p []byte) int {
	n := copy(p, f.data[f.off:])
	f.off += n
	return n
}

func closeInto(c Closer, err *error) {
	if cerr := c.Close(); cerr != nil && *err == nil {
		*err = cerr
	}
}

func ReadAll(fs *FS, name string) (out []byte, err error) {
	f, err := fs.Open(name)
	if err != nil {
		return nil, err
	}
	defer closeInto(f, &err)
	var chunk [512]byte
	for {
		n := f.Read(chunk[:])
		if n == 0 {
			return
		}
		out = append(out, chunk[:n]...)
	}
}

func Concat(fs *FS, names ...string) (total []byte, err error) {
	var opened []*File
	defer func() {
		for _, f := range opened {
			f.Close()
		}
	}()
	for _, n := range names {
		f, err := fs.Open(n)
		if err != nil {
			return nil, err
		}
		opened = append(opened, f)
		defer println("done with", n)
	}
	for _, f := range opened {
		total = append(total, f.data...)
	}
	return total, nil
}

type Tx struct {
	fs    *FS
	undo  []func()
	depth int
}

func (tx *Tx) Write(name string, data []byte) {
	old, had := tx.fs.files[name]
	tx.undo = append(tx.undo, func() {
		if had {
			tx.fs.files[name] = old
		} else {
			delete(tx.fs.files, name)
		}
	})
	tx.fs.files[name] = data
}

func (tx *Tx) rollback() {
	for len(tx.undo) > 0 {
		last := len(tx.undo) - 1
		tx.undo[last]()
		tx.undo = tx.undo[:last]
	}
}

func (fs *FS) Update(body func(tx *Tx) error) (err error) {
	tx := &Tx{fs: fs}
	ok := false
	defer func() {
		if !ok {
			tx.rollback()
		}
		if r := recover(); r != nil {
			switch r := r.(type) {
			case error:
				err = r
			case string:
				err = errString(r)
			default:
				panic(r)
			}
		}
	}()
	if err = body(tx); err == nil {
		ok = true
	}
	return
}

type lock struct{ held bool }

func (l *lock) Lock() *lock { l.held = true; return l }
func (l *lock) Unlock()     { l.held = false }

func guarded(l *lock, f func()) {
	defer l.Lock().Unlock()
	f()
}

func timer(name string) func(int) {
	start := len(name)
	return func(n int) { println(name, n-start) }
}

func deferLoop(n int) (sum int) {
	for i := 0; i < n; i++ {
		defer func(k int) { sum += k }(i)
		if i%2 == 0 {
			p := new(int)
			*p = i
			defer func() { sum += *p }()
		}
	}
	return 1
}

func conditional(fs *FS, flag bool) {
	if flag {
		f, _ := fs.Open("a")
		defer f.Close()
	}
	var l lock
	defer l.Unlock()
	c := Closer(&File{fs: fs})
	defer c.Close()
	defer func(c Closer) { _ = c }(&File{})
}

func main() {
	fs := &FS{files: map[string][]byte{"a": []byte("alpha"), "b": []byte("beta")}}
	defer timer("main")(10)
	if b, err := ReadAll(fs, "a"); err == nil {
		println(string(b))
	}
	err := fs.Update(func(tx *Tx) error {
		tx.Write("c", []byte("gamma"))
		if _, err := Concat(fs, "a", "b", "missing"); err != nil {
			panic(err)
		}
		return nil
	})
	if pe, ok := err.(*PathError); ok {
		println(pe.Error(), len(fs.files))
	}
	var mu lock
	hits := 0
	guarded(&mu, func() { hits++ })
	conditional(fs, hits > 0)
	println(deferLoop(5), mu.held, fs.open)
}
