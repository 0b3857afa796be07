package p

// Bad tokens: strings, runes, characters, numbers and escapes, part 1.

var a = "unterminated
var b = 'x
var c = 'xy'
var d = ''
var e = "\q"
var f = '\400'
