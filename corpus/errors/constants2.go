package p

// Constant overflow, truncation, division by zero, bad constant expressions, part 2.

const big = 1 << 100

var j = 5 % 0
var k rune = 0x110000
var l = uint8(300)
var m = int(1e100)
var n = "a"[5]
var o = [2]int{}[3]
var q = []int{}[-1]
var r = string(1 << 40)
