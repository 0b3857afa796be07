// A small web service: handlers, middleware, JSON answers.
package p

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

type item struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type store struct {
	mu    sync.RWMutex
	items map[int]*item
	next  int
}

var errMissing = errors.New("missing")

func newStore() *store { return &store{items: make(map[int]*item)} }

func (s *store) get(id int) (*item, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if it, ok := s.items[id]; ok {
		return it, nil
	}
	return nil, fmt.Errorf("item %d: %w", id, errMissing)
}

func (s *store) add(name string) item {
	s.mu.Lock()
	s.next++
	it := &item{s.next, name}
	s.items[it.ID] = it
	s.mu.Unlock()
	return *it
}

type handler func(w http.ResponseWriter, r *http.Request) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		code := http.StatusInternalServerError
		if errors.Is(err, errMissing) {
			code = http.StatusNotFound
		}
		http.Error(w, err.Error(), code)
	}
}

func answer(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}

func logged(next http.Handler, log func(string)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log(r.Method + " " + r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func routes(s *store, log func(string)) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/items/", logged(handler(func(w http.ResponseWriter, r *http.Request) error {
		id, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/items/"))
		if err != nil {
			return err
		}
		it, err := s.get(id)
		if err != nil {
			return err
		}
		return answer(w, it)
	}), log))
	mux.HandleFunc("/add", func(w http.ResponseWriter, r *http.Request) {
		_ = answer(w, s.add(r.FormValue("name")))
	})
	return mux
}
