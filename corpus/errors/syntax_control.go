package p

// Mistakes in headers of if, for, switch, select, range and composite literals.

type T struct{ a int }

func ifs(x int) {
	if x := 1 {
	}
	if {
	}
	if x == T{1} {
	}
	if x = 1; {
	}
}

func fors(s []int) {
	for i := range s; i < 3 {
	}
	for var i = 0; i < 3; i++ {
	}
	for i := 0, i < 3, i++ {
	}
}

func switches(x interface{}) {
	switch x {
		y := 1
	case 1:
	}
	switch v := x.(type); v {
	}
	switch x {
	case 1: case 2
	}
}

func selects(c chan int) {
	select {
	case x:
	case c <- 1, 2:
	}
	go func() {}
	defer 1
	defer (f())
}
