//go:build ignore

// typedump prints what go/types finds out about every expression of the given files, each a
// package of its own, one line per expression:
//
//	line:column-line:column type [= value]
//
// The positions are where the expression starts and ends. Files are announced by "== PATH".
// It is the reference for tests/types/agreement.rs:
//
//	go run tests/tools/typedump.go FILE...
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"sort"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, path := range os.Args[1:] {
		fmt.Fprintf(out, "== %s\n", path)
		dump(out, path)
	}
}

func dump(out *bufio.Writer, path string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		fmt.Fprintln(out, "does not parse")
		return
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Error: func(error) {}, Sizes: types.SizesFor("gc", "amd64"), Importer: unsafeOnly{}}
	pkg, _ := config.Check("command-line-arguments", fset, []*ast.File{file}, info)
	// Left out: nil, whose type the compiler's checker takes from the context and this one does
	// not; types of function literals and methods, which are no expressions to us; what x++
	// makes up.
	written := map[ast.Node]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		written[n] = true
		return true
	})
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			delete(written, n.Type)
		case *ast.InterfaceType:
			for _, field := range n.Methods.List {
				if len(field.Names) > 0 {
					delete(written, field.Type)
				}
			}
		}
		return true
	})
	var lines []string
	for expr, tv := range info.Types {
		if tv.IsNil() || !written[expr] {
			continue
		}
		from, to := fset.PositionFor(expr.Pos(), false), fset.PositionFor(expr.End(), false)
		line := fmt.Sprintf("%d:%d-%d:%d ", from.Line, from.Column, to.Line, to.Column)
		switch {
		case tv.IsVoid():
			line += "()"
		case tv.IsBuiltin():
			line += "builtin"
		case tv.IsType():
			line += "type " + types.TypeString(tv.Type, types.RelativeTo(pkg))
		default:
			line += typeString(tv.Type, types.RelativeTo(pkg))
		}
		if tv.Value != nil {
			line += " = " + tv.Value.String()
		}
		lines = append(lines, line)
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
}

// typeString spells a type, and tuples without the names of results.
func typeString(t types.Type, qualifier types.Qualifier) string {
	tuple, ok := t.(*types.Tuple)
	if !ok {
		return types.TypeString(t, qualifier)
	}
	vars := make([]*types.Var, tuple.Len())
	for i := range vars {
		vars[i] = types.NewParam(token.NoPos, nil, "", tuple.At(i).Type())
	}
	return types.TypeString(types.NewTuple(vars...), qualifier)
}

// unsafeOnly imports package unsafe and nothing else.
type unsafeOnly struct{}

func (unsafeOnly) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	return nil, fmt.Errorf("cannot import %s", path)
}
