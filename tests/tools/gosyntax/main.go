// Gosyntax records what Go's own tools say about syntax.
//
//	go run tests/tools/gosyntax errors tests/syntax/errors.txt   # rewrites the expected lines
//	go run tests/tools/gosyntax verdicts $(go env GOROOT)/src    # for goesc parse --expect
package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gosyntax errors FILE | gosyntax verdicts DIR")
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "errors":
		err = recordErrors(os.Args[2])
	case "verdicts":
		err = printVerdicts(os.Args[2])
	default:
		err = fmt.Errorf("unknown command %s", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// recordErrors replaces what stands below the --- of each case by what the compiler prints. Lines
// of a case without "syntax error" may come from the type checker: remove those by hand.
func recordErrors(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "gosyntax")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var out bytes.Buffer
	for _, c := range strings.Split(string(data), "===\n")[1:] {
		source, _, _ := strings.Cut(c, "---\n")
		if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(source), 0o666); err != nil {
			return err
		}
		// Not os.DevNull: the compiler removes its output file when there are errors.
		cmd := exec.Command("go", "tool", "compile", "-e", "-p", "p", "-o", "a.o", "a.go")
		cmd.Dir = dir
		lines, _ := cmd.CombinedOutput() // fails whenever there are errors
		fmt.Fprintf(&out, "===\n%s---\n%s", source, strings.ReplaceAll(string(lines), "a.go:", ""))
	}
	return os.WriteFile(name, out.Bytes(), 0o666)
}

// printVerdicts tells which files below dir go/parser accepts.
func printVerdicts(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		verdict := "ok"
		if _, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution); err != nil {
			verdict = "bad"
		}
		name, err := filepath.Rel(dir, path)
		fmt.Println(verdict, name)
		return err
	})
}
