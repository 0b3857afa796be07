// Functions that are never inlined, whatever they cost.
package p

import "unsafe"

type key struct {
	name, value string
}

//go:noinline
func marked() {}

func deferred() { defer marked() }

func started() { go marked() }

func recovering() any { return recover() }

//go:uintptrescapes
func escaping(p uintptr) {}

//go:linkname elsewhere other.elsewhere
func elsewhere(p unsafe.Pointer)

type getter interface{ get() string }

func (k key) get() string { return k.name }

func box(k key) getter { return k }
