// Belief: "leaking param" is a memory leak. It says that the argument must outlive the call.
package p

type user struct {
	name string
	boss *user
}

var current *user

func identity(u *user) *user { return u }

func bossOf(u *user) *user { return u.boss }

func login(u *user) { current = u }

func nameOf(u *user) string { return u.name }

func older(a, b *user) *user {
	if len(a.name) > len(b.name) {
		return a
	}
	return b
}

func (u *user) promote(to *user) {
	u.boss = to
}

func (u *user) rename(name string) {
	u.name = name
}

func stays() int {
	u := user{name: "ann"}
	v := user{name: "bob", boss: &u}
	return len(identity(&u).name) + len(bossOf(&v).name) + len(older(&u, &v).name)
}

func moves() {
	u := user{name: "eve"}
	login(&u)
}

func movesByMethod() string {
	u, boss := user{name: "x"}, user{name: "y"}
	u.promote(&boss)
	u.rename("z")
	return nameOf(&u)
}
