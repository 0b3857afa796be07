// There are two size limits: 64 KiB for new, &T{} and make; 128 KiB (10 MiB until Go 1.23) for declared variables.
package p

type kib [1024]byte

func made() byte {
	a := new([64]kib) // ?
	b := new([65]kib) // ?
	return a[1][1] + b[1][1]
}

func declared() byte {
	var a [100]kib       // ?
	var b [200]kib       // ?
	var c [11 * 1024]kib // ?
	return first(a[:]) + first(b[:]) + first(c[:])
}

func first(s []kib) byte { return s[0][0] }
