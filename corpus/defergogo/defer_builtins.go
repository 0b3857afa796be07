// defer and go of builtin functions, and of conversions in their arguments.
package p

type entry struct{ k, v string }

func unlockAll(done chan bool, m map[string]*entry, s []*entry) {
	defer close(done)
	defer delete(m, "k")
	defer copy(s, s[1:])
	defer print(len(s), "\n")
	defer println("done", cap(s))
}

func panics(v int) {
	defer panic(v)
}

func panicsPointer() {
	e := entry{"a", "b"}
	defer panic(&e)
	panic(e)
}

func recovers() {
	defer recover()
	panic("lost")
}

func clears(m map[int]int, s []string) {
	defer clear(m)
	defer clear(s)
}

func inLoop(chans []chan int) {
	for _, c := range chans {
		defer close(c)
	}
}

func goBuiltins(c chan int, m map[int]int) {
	go close(c)
	go println("background", len(m))
	go delete(m, 1)
}

func evaluated(m map[string]int, k []byte) {
	defer delete(m, string(k))
	defer println(string(k)+"!", m[string(k)])
}
