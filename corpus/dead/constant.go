package p

// Constant conditions and unreachable statements: what they contain prints
// nothing.

const debug = false
const version = 3

var sink *int
var log []string

func ifFalse(p *int) {
	if false {
		sink = p
	}
	if debug {
		x := 1
		sink = &x
	}
}

func ifTrue(p, q *int) *int {
	if true {
		return p
	} else {
		sink = q
	}
	return q
}

func constantCompare(p *int, s string) {
	if version > 2 {
		log = append(log, "v3"+s)
	} else if version == 1 {
		sink = p
	}
	if debug && *p > 1 {
		sink = p
	}
	if *p > 1 && debug {
		sink = p
	}
	if !debug || p == nil {
		log = nil
	}
}

func afterReturn(p *int) *int {
	return nil
	x := 1
	sink = &x
	return p
}

func afterPanic(p *int) *int {
	panic("no")
	sink = p
	return new(int)
}

func afterLoop(p *int) {
	for {
	}
	sink = p
}

func afterGoto(p *int) *int {
	goto end
	sink = p
end:
	return p
}

func forFalse(p *int) {
	for false {
		sink = p
	}
	for debug {
		y := 2
		sink = &y
	}
}

func switches(p *int) (r *int) {
	switch version {
	case 1:
		sink = p
	case 3:
		r = new(int)
	default:
		sink = p
	}
	switch {
	case debug:
		sink = p
	case version == 3:
		z := 1
		r = &z
	}
	return r
}

func loopBreak(ps []*int) *int {
	for _, p := range ps {
		continue
		sink = p
	}
	for {
		break
		sink = ps[0]
	}
	return nil
}

func emptyBodies(p *int) {
	if *p > 1 {
	}
	for i := 0; i < 3; i++ {
	}
	switch *p {
	}
	{
	}
}
