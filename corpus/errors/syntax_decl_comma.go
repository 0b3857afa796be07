package p

// A comma after a declaration at package level.

var j int, k string

func g() *int { return new(int) }
