package p

// Malformed statements, several in one file.

func a() {
	x := 
	y = = 2
	if x {
	else {
	}
	for i := 0; i < 3 {
	}
}

func b() {
	return 1 2
	var z int = 
	z++ + 1
	a b
}

func c()
{
}

func d() {
	x ? y : z
	while true {
	}
}
