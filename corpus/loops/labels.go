package p

// break and continue with labels out of for, range, switch and select.

var found *int

func matrix(m [][]*int, want int) *int {
	var hit *int
rows:
	for _, row := range m {
		for _, v := range row {
			if v == nil {
				continue rows
			}
			if *v == want {
				hit = v
				break rows
			}
		}
	}
	return hit
}

func blockLabel(p *int) int {
	x := 1
done:
	for {
		if p == nil {
			break done
		}
		q := &x
		*q = *p
		p = nil
	}
	return x
}

func switchLabel(n int, p *int) {
sw:
	switch {
	case n > 1:
		for {
			if n > 5 {
				break sw
			}
			n++
			found = p
		}
	default:
		found = nil
	}
}

func infinite(c chan *int) *int {
	for {
		p := <-c
		if p == nil {
			continue
		}
		if *p > 0 {
			return p
		}
	}
}

func onlyPost(n int) int {
	i := 0
	for ; ; i++ {
		if i*i > n {
			break
		}
	}
	return i
}

func selectLabel(a, b chan *int) (r *int) {
check:
	select {
	case r = <-a:
		for *r > 3 {
			if *r == 5 {
				break check
			}
			*r--
		}
		r = nil
	case <-b:
	}
	return r
}

func countdown(n int) []int {
	var out []int
outer:
	for i := n; i > 0; i-- {
	inner:
		for j := 0; ; j++ {
			switch {
			case j == i:
				continue outer
			case j*i > 20:
				break outer
			case j%2 == 0:
				continue inner
			}
			out = append(out, i*j)
		}
	}
	return out
}
