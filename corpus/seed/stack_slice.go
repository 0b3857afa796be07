// Slices of local arrays: the array moves to the heap only when the slice outlives the call.
package p

var keep []byte

func stackSlice() int {
	var buf [64]byte
	s := buf[:]
	n := copy(s, "hello")
	return n + len(s)
}

func stackSliceReturned() []byte {
	var buf [64]byte
	copy(buf[:], "hello")
	return buf[:5]
}

func stackSliceKept() {
	var buf [16]byte
	keep = buf[:]
}

func stackSliceToHelper(n int) int {
	var buf [20]byte
	b := itoa(buf[:], n)
	return len(b)
}

func stackSliceString(n int) string {
	var buf [20]byte
	return string(itoa(buf[:], n))
}

func itoa(buf []byte, n int) []byte {
	i := len(buf)
	for n >= 10 {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
	}
	i--
	buf[i] = byte('0' + n)
	return buf[i:]
}

func literalLocal() (n int) {
	for _, v := range []int{1, 2, 3, 4} {
		n += v
	}
	return
}

func literalReturned() []int {
	return []int{1, 2, 3}
}

func pick(long bool) []int {
	short := []int{1}
	if long {
		return []int{1, 2, 3, 4}
	}
	return short[:0]
}
