// Generic functions that compare, hash and clean up.
package main

import (
	"database/sql"
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"reflect"
	"weak"
)

type point struct{ x, y int }

type node struct {
	next *node
	name string
}

type kv[K comparable, V any] struct {
	k K
	v V
}

func (k kv[K, V]) String() string { return "" }

func nulls(v *node) any {
	n := sql.Null[*node]{V: v, Valid: true}
	m := sql.Null[point]{}
	_ = m.Scan(v)
	val, err := n.Value()
	fmt.Println(val, err)
	return reflect.TypeFor[kv[string, *node]]()
}

func random() time {
	return time(rand.N(time(10)))
}

type time int64

func hashes(s string, p point, n *node) uint64 {
	seed := maphash.MakeSeed()
	a := maphash.Comparable(seed, s)
	b := maphash.Comparable(seed, p)
	c := maphash.Comparable(seed, n)
	var h maphash.Hash
	maphash.WriteComparable(&h, kv[string, *node]{k: s, v: n})
	return a + b + c
}

func weaks(n *node) weak.Pointer[node] {
	w := weak.Make(n)
	if v := w.Value(); v != nil {
		fmt.Println(v)
	}
	return w
}

func main() {}
