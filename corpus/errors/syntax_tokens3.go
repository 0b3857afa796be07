package p

// Bad tokens: strings, runes, characters, numbers and escapes, part 3.

var m = #
var n = "ok" $
var o = '\ud800'
var q = "\x1"
var r = 1_
