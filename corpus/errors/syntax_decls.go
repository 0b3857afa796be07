package p

// Malformed declarations.

fun a() {}

var x int y

const = 3

type struct T {}

func (b) {}

import "unsafe"

x := 1

func c(a int b string) {}

func d(a, b) int {}

type E struct {
	a int,
	b string
}

var f = [3]int{1, 2

func g() {}
