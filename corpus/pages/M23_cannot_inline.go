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

func compare(m map[key]int, k key) int { return m[k] }

func equal(a, b any) bool { return a == b }

func box(k key) any { return k }
