// Calls of functions and methods that other packages declare: what they keep and what they give back.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"text/template"
	"time"
)

type server struct {
	mu     sync.Mutex
	mux    *http.ServeMux
	seen   map[string]time.Time
	names  []string
	page   *template.Template
	client http.Client
}

type counting struct {
	io.Reader
	n *int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	*c.n += n
	return n, err
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	parts := strings.Split(r.URL.Path, "/")
	for _, part := range parts {
		fmt.Fprintf(w, "hello %s from %d\n", part, len(s.seen))
	}
	var b strings.Builder
	b.WriteString(strconv.Itoa(len(parts)))
	s.seen[b.String()] = time.Now()
	if err := s.page.Execute(w, parts); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func scan(r io.Reader) (lines []string, total int) {
	c := counting{Reader: r, n: &total}
	sc := bufio.NewScanner(&c)
	sc.Buffer(make([]byte, 0, 1024), 1<<20)
	for sc.Scan() {
		lines = append(lines, sc.Text())
	}
	return lines, total
}

func parse(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("parse: %w", err)
	}
	return nil
}

func fetch(ctx context.Context, c *http.Client, base *url.URL, name string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	u := *base
	u.Path = filepath.Join(u.Path, name)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	res, err := c.Do(req)
	if err != nil {
		var timeout interface{ Timeout() bool }
		if errors.As(err, &timeout) && timeout.Timeout() {
			return nil, context.DeadlineExceeded
		}
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(res.Body)
}

func words(text string, known map[string]int) (found [][]string) {
	re := regexp.MustCompile(`(\w+)=(\w+)`)
	for _, match := range re.FindAllStringSubmatch(text, -1) {
		known[match[1]]++
		found = append(found, match)
	}
	return found
}

func fields(text string) (first, last string) {
	all := strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
	if len(all) == 0 {
		return "", ""
	}
	return strings.TrimSpace(all[0]), strings.ToUpper(all[len(all)-1])
}

func keep(path string, data any) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, f.Close())
	}()
	var once sync.Once
	once.Do(func() { err = json.NewEncoder(f).Encode(data) })
	return err
}

func main() {
	s := &server{mux: http.NewServeMux(), seen: map[string]time.Time{}}
	s.page = template.Must(template.New("page").Parse("{{range .}}{{.}}{{end}}"))
	s.mux.Handle("/", s)
	timer := time.AfterFunc(time.Minute, func() { fmt.Println(s.names) })
	defer timer.Stop()
	lines, n := scan(os.Stdin)
	var into struct{ Name string }
	fmt.Println(lines, n, parse([]byte(lines[0]), &into), into.Name)
	if err := http.ListenAndServe(":8080", s.mux); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
