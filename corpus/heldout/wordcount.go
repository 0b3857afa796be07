// Words of a text counted and sorted: bufio, strings, sort, maps.
package p

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode"
)

type count struct {
	word string
	n    int
}

type byCount []count

func (c byCount) Len() int { return len(c) }
func (c byCount) Less(i, j int) bool {
	return c[i].n > c[j].n || c[i].n == c[j].n && c[i].word < c[j].word
}
func (c byCount) Swap(i, j int) { c[i], c[j] = c[j], c[i] }

func words(r io.Reader) (map[string]int, error) {
	counts := map[string]int{}
	sc := bufio.NewScanner(r)
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		w := strings.TrimFunc(strings.ToLower(sc.Text()), func(r rune) bool { return !unicode.IsLetter(r) })
		if w != "" {
			counts[w]++
		}
	}
	return counts, sc.Err()
}

func top(counts map[string]int, k int) []count {
	all := make([]count, 0, len(counts))
	for w, n := range counts {
		all = append(all, count{w, n})
	}
	sort.Sort(byCount(all))
	if len(all) > k {
		all = all[:k]
	}
	return all
}

func Print(w io.Writer, r io.Reader) error {
	counts, err := words(r)
	if err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	bw := bufio.NewWriter(w)
	for _, c := range top(counts, 10) {
		fmt.Fprintf(bw, "%-10s %d\n", c.word, c.n)
	}
	return bw.Flush()
}

func Stdin() {
	if err := Print(os.Stdout, os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
