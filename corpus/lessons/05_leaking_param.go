// "leaking param" is a message to the callers: this argument must outlive the call. It is not a memory leak.
package p

type user struct{ age int }

var current *user

func birthday(u *user) { // ?
	u.age++
}

func login(u *user) { // ?
	current = u
}

func visit() {
	u := user{30} // ?
	birthday(&u)
	login(&u)
}
