// Handlers as functions and structs, wrapped writers.
package p

import (
	"net/http"
	"strconv"
	"time"
)

type writer struct {
	http.ResponseWriter
	status int
}

func (w *writer) WriteHeader(code int) {
	w.status = code
	w.ResponseWriter.WriteHeader(code)
}

func timed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &writer{w, 200}
		h.ServeHTTP(rec, r)
		w.Header().Set("T", strconv.FormatInt(time.Since(start).Milliseconds(), 10))
	})
}

type api struct {
	mux *http.ServeMux
	n   int
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

func (a *api) count(w http.ResponseWriter, r *http.Request) {
	a.n++
	w.Write([]byte(strconv.Itoa(a.n)))
}

func newAPI() http.Handler {
	a := &api{mux: http.NewServeMux()}
	a.mux.HandleFunc("/count", a.count)
	a.mux.Handle("/", http.NotFoundHandler())
	return timed(a)
}

func cookie(r *http.Request, name string) string {
	if c, err := r.Cookie(name); err == nil {
		return c.Value
	}
	return r.URL.Query().Get(name)
}
