package p

// Wrappers of interface methods stand in the order in which their types are met. Up to Go 1.21 a
// variable's initialiser is met where it stands, since Go 1.22 all of them come first.

type reader interface{ read(*int) }

type writer interface{ write(*int) }

var first reader

var start = func() any { return (*closer)(nil) }()

type closer interface{ close(*int) }

var last chan writer = make(chan writer)
