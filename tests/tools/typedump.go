//go:build ignore

// typedump prints what go/types finds out about every expression, name and selector:
//
//	go run tests/tools/typedump.go -files FILE...      each file is a package of its own
//	go run tests/tools/typedump.go -packages PATTERN...  packages of the Go installation
//
// It is the reference for tests/types/agreement.rs. A package starts with "== NAME", where NAME is
// the file or the import path; of each of its files, after "-- FILE", there is a line per fact and
// all the places where it holds, sorted. Places are byte offsets in the file; what an object is
// consists of its kind, its name and where it is declared (FILE:OFFSET, without FILE in the same
// file, nothing if it is predeclared). Other packages are spelled by quoted import path.
//
//	T MODE TYPE [= VALUE] @ FROM-TO...  expressions that have a type; see typed and value
//	U OBJECT @ AT...                    names that are used
//	D OBJECT TYPE @ AT                  a name that is declared
//	V OBJECT TYPE @ AT                  the variable of a type-switch clause that starts there
//	S KIND RECEIVER PATH @ AT...        what the names of selectors mean
//	I ARGUMENTS @ AT...                 the type arguments of generic names
//	O NAMES = @ FROM-TO                 a step of package initialisation (in "-- init", in order)
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"hash/fnv"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

func main() {
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	switch arg := append(os.Args, "")[1]; arg {
	case "-files":
		for _, path := range os.Args[2:] {
			fmt.Fprintf(out, "== %s\n", path)
			files, fset, ok := parse("", []string{path})
			if !ok {
				fmt.Fprintln(out, "does not parse")
				continue
			}
			check(out, "p", fset, files, func(path string) (*types.Package, error) {
				return nil, fmt.Errorf("cannot import %s", path)
			})
		}
	case "-packages":
		packages(out, os.Args[2:])
	default:
		fmt.Fprintln(os.Stderr, "usage: typedump -files FILE... | -packages PATTERN...")
		os.Exit(2)
	}
}

// packages dumps the named packages; what they import is checked from source, once.
func packages(out *bufio.Writer, patterns []string) {
	list := exec.Command("go", append([]string{"list", "-pgo=off", "-deps", "-json=ImportPath,Dir,GoFiles,ImportMap,DepOnly"}, patterns...)...)
	list.Stderr = os.Stderr
	listed, err := list.Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "typedump: go list:", err)
		os.Exit(1)
	}
	checked := map[string]*types.Package{}
	for decoder := json.NewDecoder(strings.NewReader(string(listed))); ; {
		var p struct {
			ImportPath, Dir string
			GoFiles         []string
			ImportMap       map[string]string
			DepOnly         bool
		}
		if err := decoder.Decode(&p); err == io.EOF {
			return
		} else if err != nil {
			panic(err)
		}
		if p.ImportPath == "unsafe" || len(p.GoFiles) == 0 {
			continue
		}
		var to io.Writer = out
		if p.DepOnly {
			to = io.Discard
		}
		fmt.Fprintf(to, "== %s\n", p.ImportPath)
		files, fset, ok := parse(p.Dir, p.GoFiles)
		if !ok {
			panic(p.ImportPath + " does not parse")
		}
		checked[p.ImportPath] = check(to, p.ImportPath, fset, files, func(path string) (*types.Package, error) {
			if mapped, ok := p.ImportMap[path]; ok {
				path = mapped
			}
			if found := checked[path]; found != nil {
				return found, nil
			}
			return nil, fmt.Errorf("%s is not listed before %s", path, p.ImportPath)
		})
	}
}

// positions has all files: objects of one package are declared in files of another.
var positions = token.NewFileSet()

func parse(dir string, names []string) ([]*ast.File, *token.FileSet, bool) {
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(positions, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, false
		}
		files = append(files, file)
	}
	return files, positions, true
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	return f(path)
}

// check type-checks a package and prints its facts.
func check(out io.Writer, path string, fset *token.FileSet, files []*ast.File, imports importer) *types.Package {
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Instances:  map[*ast.Ident]types.Instance{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	config := types.Config{Error: func(error) {}, Sizes: types.SizesFor("gc", "amd64"), Importer: imports}
	pkg, _ := config.Check(path, fset, files, info)
	if out != io.Discard {
		for _, file := range files {
			(&dumper{fset: fset, pkg: pkg, info: info}).file(out, file)
		}
		fmt.Fprintln(out, "-- init")
		d := &dumper{fset: fset, pkg: pkg, info: info}
		for _, step := range info.InitOrder {
			var names []string
			for _, v := range step.Lhs {
				names = append(names, d.object(v))
			}
			fmt.Fprintf(out, "O %s = @ %s\n", strings.Join(names, ", "), d.span(step.Rhs))
		}
	}
	return pkg
}

type dumper struct {
	fset  *token.FileSet
	pkg   *types.Package
	info  *types.Info
	name  string              // the file
	facts map[string][]string // places by fact
}

func (d *dumper) file(out io.Writer, file *ast.File) {
	d.facts = map[string][]string{}
	d.name = d.fset.File(file.FileStart).Name()
	fmt.Fprintf(out, "-- %s\n", filepath.Base(d.name))
	// No expressions to us: types of function literals and of methods.
	part := map[ast.Node]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			part[n.Type] = true
		case *ast.InterfaceType:
			for _, field := range n.Methods.List {
				if len(field.Names) > 0 {
					part[field.Type] = true
				}
			}
		}
		return true
	})
	ast.Inspect(file, func(n ast.Node) bool {
		if expr, ok := n.(ast.Expr); ok && !part[n] {
			if tv, ok := d.info.Types[expr]; ok && (tv.IsBuiltin() || tv.Type != types.Typ[types.Invalid]) {
				d.add(d.span(expr), "T %s%s", d.typed(tv), value(tv))
			}
		}
		switch n := n.(type) {
		case *ast.Ident:
			if obj := d.info.Uses[n]; obj != nil && !isLabel(obj) {
				d.add(d.at(n), "U %s", d.object(obj))
			}
			if obj := d.info.Defs[n]; obj != nil && !isLabel(obj) {
				d.add(d.at(n), "D %s %s", d.object(obj), d.typeOf(obj))
			}
			if instance, ok := d.info.Instances[n]; ok {
				var args []string
				for i := range instance.TypeArgs.Len() {
					args = append(args, d.typeString(instance.TypeArgs.At(i)))
				}
				d.add(d.at(n), "I %s", strings.Join(args, ", "))
			}
		case *ast.CaseClause:
			if obj := d.info.Implicits[n]; obj != nil {
				d.add(d.at(n), "V %s %s", d.object(obj), d.typeOf(obj))
			}
		case *ast.SelectorExpr:
			if s := d.info.Selections[n]; s != nil {
				kind := [...]string{"field", "method", "expression"}[s.Kind()]
				if s.Indirect() {
					kind += "*"
				}
				path := s.Index()
				if s.Kind() != types.FieldVal {
					// Methods are numbered in different orders.
					path = path[:len(path)-1]
				}
				d.add(d.at(n.Sel), "S %s %s %v", kind, d.typeString(s.Recv()), path)
			}
		}
		return true
	})
	var lines []string
	for fact, places := range d.facts {
		lines = append(lines, fact+" @ "+strings.Join(places, " "))
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
}

func (d *dumper) add(place, format string, args ...any) {
	fact := fmt.Sprintf(format, args...)
	d.facts[fact] = append(d.facts[fact], place)
}

func (d *dumper) at(n ast.Node) string {
	return strconv.Itoa(d.offset(n.Pos()))
}

func (d *dumper) span(n ast.Node) string {
	return fmt.Sprintf("%d-%d", d.offset(n.Pos()), d.offset(n.End()))
}

func (d *dumper) offset(pos token.Pos) int {
	return d.fset.PositionFor(pos, false).Offset
}

// typed says what an expression is: a type, nothing, a builtin function, nil (whose type the
// compiler's checker takes from the context and this one does not), a constant, addressable,
// an element of a map, something that may be followed by ", ok", or another value.
func (d *dumper) typed(tv types.TypeAndValue) string {
	switch {
	case tv.IsVoid():
		return "()"
	case tv.IsBuiltin():
		return "builtin"
	case tv.IsNil():
		return "nil"
	case tv.IsType():
		return "type " + d.typeString(tv.Type)
	case tv.Value != nil:
		return "const " + d.typeString(tv.Type)
	case tv.Addressable():
		return "var " + d.typeString(tv.Type)
	case tv.Assignable():
		return "element " + d.typeString(tv.Type)
	case tv.HasOk():
		return "ok " + d.typeString(tv.Type)
	default:
		return "value " + d.typeString(tv.Type)
	}
}

// value spells a constant. What its short form leaves out follows.
func value(tv types.TypeAndValue) string {
	v := tv.Value
	if v == nil {
		return ""
	}
	// Go rounds constants that an expression of another type makes up only later.
	bits := func(v constant.Value, single bool) uint64 {
		f, _ := constant.Float64Val(v)
		if single {
			f32, _ := constant.Float32Val(v)
			f = float64(f32)
		}
		return math.Float64bits(f)
	}
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok {
		return " = " + v.String()
	}
	switch info := basic.Info(); {
	case info&types.IsString != 0:
		hash := fnv.New64a()
		io.WriteString(hash, constant.StringVal(v))
		return fmt.Sprintf(" = %s %x", v, hash.Sum64())
	case info&types.IsInteger != 0:
		return " = " + constant.ToInt(v).ExactString()
	case info&types.IsFloat != 0:
		return fmt.Sprintf(" = %x", bits(v, basic.Kind() == types.Float32))
	case info&types.IsComplex != 0:
		c, single := constant.ToComplex(v), basic.Kind() == types.Complex64
		return fmt.Sprintf(" = %x+%xi", bits(constant.Real(c), single), bits(constant.Imag(c), single))
	}
	return " = " + v.String()
}

func (d *dumper) object(obj types.Object) string {
	var kind string
	switch obj := obj.(type) {
	case *types.PkgName:
		return "package " + obj.Name() + " " + obj.Imported().Path()
	case *types.Const:
		kind = "const"
	case *types.TypeName:
		kind = "type"
	case *types.Var:
		kind = "var"
		if obj.IsField() {
			kind = "field"
		}
	case *types.Func:
		kind = "func"
	case *types.Builtin:
		kind = "builtin"
	case *types.Nil:
		kind = "nil"
	}
	if !obj.Pos().IsValid() {
		return kind + " " + obj.Name()
	}
	at := d.fset.PositionFor(obj.Pos(), false)
	if at.Filename == d.name {
		return fmt.Sprintf("%s %s :%d", kind, obj.Name(), at.Offset)
	}
	return fmt.Sprintf("%s %s %s:%d", kind, obj.Name(), filepath.Base(at.Filename), at.Offset)
}

// typeOf spells the type of what a name declares.
func (d *dumper) typeOf(obj types.Object) string {
	if _, ok := obj.(*types.PkgName); ok {
		return ""
	}
	return d.typeString(obj.Type())
}

// isLabel says whether an object is a label: what they stand for is not a question of types.
func isLabel(obj types.Object) bool {
	_, ok := obj.(*types.Label)
	return ok
}

// typeString spells a type, and tuples without the names of results.
func (d *dumper) typeString(t types.Type) string {
	qualifier := func(of *types.Package) string {
		if of == d.pkg {
			return ""
		}
		if of == types.Unsafe {
			return "unsafe"
		}
		return strconv.Quote(of.Path())
	}
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
