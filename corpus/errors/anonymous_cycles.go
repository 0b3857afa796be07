// An interface without a name cannot contain itself, not even through what it embeds: its spelling would never end.
package errors

type first interface {
	both
}

type both interface {
	a() interface {
		first
	}
	b(map[string]interface {
		first
	}) []interface{ c() }
}

type fine interface {
	next() fine
	f(interface{ next() fine }) interface{}
}

var v interface {
	both
	fine
}
