package p

// Bad tokens: strings, runes, characters, numbers and escapes, part 2.

var g = 0x
var h = 08
var i = 1e
var j = 0b12
var k = 1__0
var l = @
