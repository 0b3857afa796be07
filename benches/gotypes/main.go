// Gotypes loads and type-checks packages with go/parser and go/types, for comparison with goesc.
//
// In: on standard input a line "package PATH" for each package, followed by a line for each of its
// files. Out: seconds of parsing and of checking, seconds of processor time, peak memory in kB and
// the number of errors.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
	"syscall"
	"time"
)

type source struct {
	path  string
	names []string
	files []*ast.File
	types *types.Package
}

// program holds all packages and checks each when it is first imported.
type program struct {
	fset     *token.FileSet
	packages map[string]*source
	errors   int
}

func (p *program) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	// What the standard library carries along has a path of its own.
	for _, name := range []string{"vendor/" + path, path} {
		if s := p.packages[name]; s != nil {
			return p.check(s), nil
		}
	}
	return nil, fmt.Errorf("no package %s", path)
}

func (p *program) check(s *source) *types.Package {
	if s.types != nil {
		return s.types
	}
	config := types.Config{
		Importer: p,
		Sizes:    types.SizesFor("gc", "amd64"),
		Error: func(err error) {
			p.errors++
			fmt.Fprintln(os.Stderr, err)
		},
	}
	// The same side tables that goesc fills.
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Instances:  map[*ast.Ident]types.Instance{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	s.types, _ = config.Check(s.path, p.fset, s.files, info)
	kept = append(kept, info)
	return s.types
}

// What was found out is kept, as goesc does.
var kept []*types.Info

func main() {
	p := &program{fset: token.NewFileSet(), packages: map[string]*source{}}
	var order []*source
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if path, ok := strings.CutPrefix(lines.Text(), "package "); ok {
			s := &source{path: path}
			order = append(order, s)
			p.packages[path] = s
			continue
		}
		last := order[len(order)-1]
		last.names = append(last.names, lines.Text())
	}
	start := time.Now()
	for _, s := range order {
		for _, name := range s.names {
			file, err := parser.ParseFile(p.fset, name, nil, parser.SkipObjectResolution)
			if err != nil {
				p.errors++
				fmt.Fprintln(os.Stderr, err)
			}
			s.files = append(s.files, file)
		}
	}
	parsed := time.Now()
	for _, s := range order {
		p.check(s)
	}
	checked := time.Now()
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	fmt.Println(parsed.Sub(start).Seconds(), checked.Sub(parsed).Seconds(),
		seconds(usage.Utime)+seconds(usage.Stime), usage.Maxrss, p.errors)
}
