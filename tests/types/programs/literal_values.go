// A literal value begins only after what looks like a type to which it could belong.
package p

var a = chan int{}

var b = ([]int(){1})

var c = interface{}{}

var d = f[0]{}

var e = []int{1}

var g = f[int]{}
