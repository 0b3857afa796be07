// Counts the allocations of one value in each line. allocations.txt has what it prints, built and run
// with each release of Go; tests/why.rs compares that with what goesc says the line costs.
package main

import (
	"fmt"
	"testing"
)

var sink any
var sinkP *struct{}
var sinkS []struct{}
var n3, n200, n300, n40, n8, n9, n0, n100 = 3, 200, 300, 40, 8, 9, 0, 100
var short, long = "ab", "0123456789012345678901234567890123456789"
var shortB, longB = []byte("ab"), []byte("0123456789012345678901234567890123456789")
var r rune = 'é'
var total int
var w2 two
var h = half{}
var nilS []int
var empty string
var bt byte = 200
var i8 int8 = -3
var i16 int16 = 200
var neg = -1
var f0, f1 = 0.0, 1.5
var tr = true

type one struct{ n int }
type two struct{ n, m int }
type half struct{ a, b uint16 }

var runes = make([]rune, 40)

type onebyte struct{ b byte }
type arr1 [1]byte

var o1 = one{3}
var ob = onebyte{3}
var a1 arr1
var u8n myb = 7

type myb uint8

func a(name string, f func()) { fmt.Printf("%s: %v\n", name, testing.AllocsPerRun(100, f)) }

//go:noinline
func use(p *int) { total += *p }

func main() {
	a("append grow stays 1", func() { var s []int; s = append(s, n3); total += s[0] })
	a("append grow stays 4", func() {
		var s []int
		for i := 0; i < 4; i++ {
			s = append(s, i)
		}
		total += s[0]
	})
	a("append grow stays 5", func() {
		var s []int
		for i := 0; i < n9; i++ {
			s = append(s, i)
		}
		total += s[0]
	})
	a("append cap enough", func() {
		s := make([]int, 0, 16)
		for i := 0; i < 9; i++ {
			s = append(s, i)
		}
		total += s[0]
	})
	a("map small literal", func() { m := map[int]int{}; m[1] = n3; total += m[1] })
	a("map small 8", func() {
		m := map[int]int{}
		for i := 0; i < 8; i++ {
			m[i] = i
		}
		total += m[1]
	})
	a("map grows 9", func() {
		m := map[int]int{}
		for i := 0; i < 9; i++ {
			m[i] = i
		}
		total += m[1]
	})
	a("make map hint 8", func() { m := make(map[int]int, 8); m[1] = 2; total += m[1] })
	a("make map hint 9", func() { m := make(map[int]int, 9); m[1] = 2; total += m[1] })
	a("make map hint 100", func() { m := make(map[int]int, 100); m[1] = 2; total += m[1] })
	a("make map hint var 3", func() { m := make(map[int]int, n3); m[1] = 2; total += m[1] })
	a("make map hint var 100", func() { m := make(map[int]int, n100); m[1] = 2; total += m[1] })
	a("map big elem 200B", func() { m := map[int][200]byte{}; m[1] = [200]byte{1}; total += int(m[1][0]) })
	a("map lit 8", func() { m := map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8}; total += m[n3] })
	a("map lit 9", func() { m := map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9}; total += m[n3] })
	a("concat short", func() { s := short + short; total += len(s) + int(s[0]) })
	a("concat 32", func() { s := long[:30] + short; total += len(s) + int(s[0]) })
	a("concat 33", func() { s := long[:31] + short; total += len(s) + int(s[0]) })
	a("string(b) short", func() { s := string(shortB); b := s; shortB[0] = 'a'; total += len(b) + int(b[0]) })
	a("string(b) long", func() { s := string(longB); longB[0] = '0'; b := s; total += len(b) + int(b[0]) })
	a("string(b) compare", func() {
		if string(longB) == long {
			total++
		}
	})
	a("string(b) map idx", func() { var m map[string]int; total += m[string(longB)] })
	a("string(b) concat const", func() { s := "<" + string(longB[:8]) + ">"; total += len(s) })
	a("[]byte(s) short rw", func() { b := []byte(short); b[0] = 'x'; total += int(b[1]) })
	a("[]byte(s) long rw", func() { b := []byte(long); b[0] = 'x'; total += int(b[1]) })
	a("[]byte(s) long ro", func() { b := []byte(long); total += int(b[1]) })
	a("[]byte const rw", func() { b := []byte("0123456789012345678901234567890123456789"); b[0] = byte(n3); total += int(b[1]) })
	a("[]rune(s) short", func() { b := []rune(short); b[0] = 'x'; total += int(b[1]) })
	a("[]rune(s) long40", func() { b := []rune(long); b[0] = 'x'; total += int(b[1]) })
	a("string(rune)", func() { s := string(r); total += len(s) })
	a("string(runes) 20*2", func() { rs := []rune{r, r, r}; s := string(rs); total += len(s) })
	a("range []byte(s)", func() {
		for _, c := range []byte(long) {
			total += int(c)
		}
	})
	a("make var 3 ints", func() { s := make([]int, n3); s[0] = 1; total += s[0] })
	a("make var 4 ints cap", func() { s := make([]int, 0, n3+1); s = append(s, 1); total += s[0] })
	a("make var 5 ints", func() { s := make([]int, n3+2); s[0] = 1; total += s[0] })
	a("make var 32 bytes", func() { s := make([]byte, n40-8); s[0] = 1; total += int(s[0]) })
	a("make var 33 bytes", func() { s := make([]byte, n40-7); s[0] = 1; total += int(s[0]) })
	a("make var 1 x 40B", func() { s := make([][40]byte, n3-2); s[0][0] = 1; total += int(s[0][0]) })
	a("make var 0 x 40B", func() { s := make([][40]byte, n0); total += len(s) })
	a("make const", func() { s := make([]int, 100); s[n3] = 1; total += s[0] })
	a("closure stays", func() { x := n3; f := func() { x++ }; f(); total += x })
	a("box int 200", func() { sink = n200 })
	a("box int 300", func() { sink = n300 })
	a("box int -1", func() { sink = neg })
	a("box int16 200", func() { sink = i16 })
	a("box byte", func() { sink = bt })
	a("box myb", func() { sink = u8n })
	a("box int8 -3", func() { sink = i8 })
	a("box bool", func() { sink = tr })
	a("box const int 300", func() { sink = 300 })
	a("box const string", func() { sink = "abc" })
	a("box string", func() { sink = long })
	a("box string empty", func() { sink = empty })
	a("box nil slice", func() { sink = nilS })
	a("box float 0", func() { sink = f0 })
	a("box float 1.5", func() { sink = f1 })
	a("box struct{int}", func() { sink = o1 })
	a("box struct{byte}", func() { sink = ob })
	a("box [1]byte", func() { sink = a1 })
	a("box struct{}", func() { sink = struct{}{} })
	a("box func", func() { sink = main })
	a("box map", func() { sink = map[int]int(nil) })
	a("&struct{}{}", func() { sinkP = &struct{}{} })
	a("new(struct{})", func() { sinkP = new(struct{}) })
	a("moved struct{}", func() { var v struct{}; sinkP = &v })
	a("make []struct{}", func() { sinkS = make([]struct{}, n3) })
	a("[]struct{}{..}", func() { sinkS = []struct{}{{}, {}} })
	a("make []int 0 esc", func() { sink2 = make([]int, n0) })
	a("make []int const 0 esc", func() { sink2 = make([]int, 0) })
	a("[]int{} esc", func() { sink2 = []int{} })
	a("[0]int moved", func() { var z [0]int; sinkZ = &z })
	a("append esc in cap", func() { sink2 = append(sink2[:0:0], 1) })
	a("append esc in cap2", func() { sink3 = append(sink3[:0], 1) })
	a("closure no capture esc", func() { sinkF = func() { total++ } })
	a("closure capture esc", func() { k := n3; sinkF = func() { total += k } })
	a("method value esc", func() { sinkF = o1.m })
	a("method expr esc", func() { sinkG = one.m })
	a("concat esc short", func() { sinkStr = short + short })
	a("concat esc empty", func() { sinkStr = short + empty })
	a("string(b) esc 1 byte", func() { sinkStr = string(shortB[:1]) })
	a("string(b) esc 0 byte", func() { sinkStr = string(shortB[:0]) })
	a("string(b) esc 2 byte", func() { sinkStr = string(shortB) })
	a("string(rune) esc", func() { sinkStr = string(r) })
	a("string(rune a) esc", func() { sinkStr = string(rune(n40 + 50)) })
	a("[]byte(s) esc", func() { sinkB = []byte(short) })
	a("[]byte(s) esc empty", func() { sinkB = []byte(empty) })
	a("map esc", func() { sink = map[int]int{} })
	a("make map esc", func() { sinkM = make(map[int]int) })
	a("variadic box const", func() { va(1, "x") })
	a("variadic box var small", func() { va(n3) })
	a("box half", func() { sink = h })
	a("box two words", func() { sink = w2 })
	a("box literal of constants", func() { sink = two{1, 2} })
	a("box array of constants", func() { sink = [2]int{1, 2} })
	a("box literal", func() { sink = two{1, n300} })
	a("box 1024 bytes stays", func() { var x [1024]byte; x[n3] = 1; usei(x) })
	a("box 1025 bytes stays", func() { var x [1025]byte; x[n3] = 1; usei(x) })
	a("append 5 stays", func() { var s []int; s = append(s, 1, 2, 3, 4, 5); total += s[n3] })
	a("string of 40 runes stays", func() { s := string(runes); total += len(s) })
	_ = use
}

var sink2 []int
var sink3 = make([]int, 4, 10)
var sinkZ *[0]int
var sinkF func()
var sinkG func(one)
var sinkStr string
var sinkB []byte
var sinkM map[int]int

//go:noinline
func va(args ...any) { total += len(args) }

func (o one) m() { total += o.n }

//go:noinline
func usei(x any) {
	if _, ok := x.(int); ok {
		total++
	}
}
