package p

// Constant overflow, truncation, division by zero, bad constant expressions, part 1.

const big = 1 << 100

var a int8 = 128
var b uint = -1
var c byte = 256
var d int = big
var e int32 = 1 << 31
var f float32 = 1e39
var g int = 1.5
var h = 1 / 0
var i = 1.0 / 0
