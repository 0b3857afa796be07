// Functions and types that need their own sizes.
package p

import "unsafe"

func own() [unsafe.Sizeof(own)]int            { panic(0) }
func result() [len(result())]int              { panic(0) }
func generic[T any]() [unsafe.Sizeof(generic[int])]T { panic(0) }

var before = after()

func after() [len(before)]int { panic(0) }

type array [unsafe.Sizeof(holder{})]byte

type holder struct{ a *array; b array }

type alias [unsafe.Alignof(other{})]byte
type other alias

type param[T any] struct{ param[T] }

const size = unsafe.Sizeof(param[int]{})
