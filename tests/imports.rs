//! Programs of several packages: what they can import, and what they know about each other.

use goesc::driver::{self, Analysis, Config};
use goesc::load::{
    BuildContext, Entry, EntryKind, FileTree, LoadContext, ModuleSettings, Modules, load_patterns,
};
use goesc::release::Release;
use goesc::report::Level;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Files in memory.
#[derive(Default)]
pub struct MemoryTree {
    pub files: BTreeMap<PathBuf, String>,
}

impl FileTree for MemoryTree {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let text = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(text.clone().into_bytes())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut entries: Vec<Entry> = Vec::new();
        for file in self.files.keys() {
            let Ok(rest) = file.strip_prefix(path) else { continue };
            let mut parts = rest.components();
            let Some(first) = parts.next() else { continue };
            let kind = if parts.next().is_some() { EntryKind::Folder } else { EntryKind::File };
            let entry = Entry { name: first.as_os_str().to_owned(), kind };
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        match entries.is_empty() {
            true => Err(io::ErrorKind::NotFound.into()),
            false => Ok(entries),
        }
    }

    fn is_dir(&self, path: &Path) -> bool {
        self.files.keys().any(|file| file != path && file.starts_with(path))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(Path::new("/m").join(path))
    }
}

/// Analyses `patterns` in `/m`, a module `m`. `/go` is a GOROOT if there are files in it. Files are
/// `-- name --` followed by their text.
fn analyze(archive: &str, patterns: &[&str]) -> Analysis {
    analyze_with(Release::NEWEST, archive, patterns, 0)
}

/// The same with the rules of a release.
pub fn analyze_as(release: Release, archive: &str, patterns: &[&str]) -> Analysis {
    analyze_with(release, archive, patterns, 0)
}

fn analyze_with(release: Release, archive: &str, patterns: &[&str], threads: usize) -> Analysis {
    analyze_in_mode(release, archive, patterns, threads, false)
}

/// The same with or without inlining.
pub fn analyze_in_mode(
    release: Release,
    archive: &str,
    patterns: &[&str],
    threads: usize,
    inline: bool,
) -> Analysis {
    let mut tree = MemoryTree::default();
    tree.files.insert("/m/go.mod".into(), "module m\n\ngo 1.27\n".into());
    for part in archive.split("-- ").skip(1) {
        let (name, text) = part.split_once(" --\n").expect("a name and a text");
        tree.files.insert(Path::new("/m").join(name), text.into());
    }
    let build = BuildContext::linux_amd64(release);
    let goroot = tree.is_dir(Path::new("/go")).then_some(Path::new("/go"));
    let modules = Modules::open(&tree, Path::new("/m"), &ModuleSettings::default()).expect("good modules");
    let context =
        LoadContext { modules: &modules, ..LoadContext::new(&tree, Path::new("/m"), goroot, &build) };
    let patterns: Vec<String> = patterns.iter().map(|p| p.to_string()).collect();
    let (packages, errors) = load_patterns(context, &patterns);
    assert!(errors.is_empty(), "{errors:?}");
    let config = Config { threads, inline, ..Config::new(build.clone()) };
    driver::analyze_with_imports(&config, context, packages)
}

fn verdicts(archive: &str, patterns: &[&str]) -> String {
    let analysis = analyze(archive, patterns);
    analysis.render_errors() + &analysis.render_gc(Level::Verdicts)
}

const LIBRARY: &str = "\
-- lib/lib.s --
TEXT \u{b7}Unknown(SB), 0, $0
-- lib/lib.go --
package lib

var sink *int

type Box struct{ p *int }

func Keep(p *int)                { sink = p }
func Read(p *int) int            { return *p }
func Same(p *int) *int           { return p }
func (b *Box) Set(p *int)        { b.p = p }
func (b *Box) Get() int          { return *b.p }
func Unknown(p *int)
";

#[test]
fn leaks_of_another_package() {
    let archive = LIBRARY.to_owned()
        + "\
-- a.go --
package main

import \"m/lib\"

func main() {
	a, b, c, d := 1, 2, 3, 4
	lib.Keep(&a)
	lib.Read(&b)
	_ = lib.Same(&c)
	lib.Unknown(&d)
}

func same() *int {
	x := 1
	return lib.Same(&x)
}
";
    let expected = "\
# m
./a.go:6:2: moved to heap: a
./a.go:6:11: moved to heap: d
./a.go:14:2: moved to heap: x
";
    assert_eq!(verdicts(&archive, &["."]), expected);
    // Only what was named is reported, the packages of one module in the order of the names.
    let all = verdicts(&archive, &["./..."]);
    assert!(
        all.starts_with(expected) && all.contains("\n# m/lib\nlib/lib.go:7:11: leaking param: p\n"),
        "{all}"
    );
}

#[test]
fn methods_of_imported_types() {
    let archive = LIBRARY.to_owned()
        + "\
-- a.go --
package main

import l \"m/lib\"

type outer struct{ l.Box }

func main() {
	x, y := 1, 2
	var b l.Box
	b.Set(&x)
	o := &outer{}
	o.Set(&y)
	println(b.Get(), o.Get())
}
";
    let expected = "\
# m
./a.go:8:2: moved to heap: x
./a.go:8:5: moved to heap: y
./a.go:11:7: &outer{} does not escape
";
    assert_eq!(verdicts(&archive, &["."]), expected);
    let reasons = analyze(&archive, &["."]).render_gc(Level::Explanations);
    let call = "from (*lib.Box).Set(o.Box, &y) (call parameter) at ./a.go:12:7";
    assert!(reasons.contains(call), "{reasons}");
}

#[test]
fn the_standard_library_is_looked_up_in_goroot() {
    let archive = "\
-- /go/src/go.mod --
module std

go 1.27
-- /go/src/text/t.go --
package text

import \"golang.org/x/deep\"

func Id(p *int) *int { return deep.Id(p) }
-- /go/src/text/t_windows.go --
package text

func Id(p *int) int { return 0 }
-- /go/src/text/t_test.go --
package text

func broken() { undefined() }
-- /go/src/vendor/golang.org/x/deep/d.go --
package deep

func Id(p *int) *int { return p }
-- a.go --
package p

import \"text\"

func f() *int {
	x := 1
	return text.Id(&x)
}
";
    assert_eq!(verdicts(archive, &["a.go"]), "# command-line-arguments\n./a.go:6:2: moved to heap: x\n");
}

#[test]
fn missing_packages() {
    let archive = "\
-- a.go --
package p

import (
	\"example.com/x\"
	\"fmt\"
	\"m/nothing\"
)

var _ = fmt.Sprint(x.X, nothing.Y)
-- b/b.go --
package b

func f(p *int) {}
";
    let expected = "\
a.go:4:2: no required module provides package example.com/x; to add it:
	go get example.com/x
a.go:5:2: goesc has no facts about the standard library of Go 1.27 on linux/amd64: name a Go installation with --goroot
a.go:6:2: package m/nothing is not in std
";
    assert_eq!(analyze(archive, &["./..."]).render_errors(), expected);
}

#[test]
fn internal_packages_and_programs_cannot_be_imported() {
    let archive = "\
-- a/a.go --
package a

import (
	_ \"m/b/internal/c\"
	_ \"m/cmd\"
)
-- b/internal/c/c.go --
package c
-- cmd/main.go --
package main

func main() {}
";
    let expected = "\
package m/a
	a/a.go:4:2: use of internal package m/b/internal/c not allowed
a/a.go:5:2: import \"m/cmd\" is a program, not an importable package
";
    assert_eq!(analyze(archive, &["./a"]).render_errors(), expected);
}

#[test]
fn cycles_are_one_error_at_the_import() {
    let archive = "\
-- a/a.go --
package a

import \"m/b\"

func F(p *int) { b.F(p) }
-- b/b.go --
package b

import \"m/a\"

func F(p *int) { a.F(p) }
";
    let expected = "\
package m/a
	imports m/b from a.go
	imports m/a from b.go: import cycle not allowed
";
    assert_eq!(analyze(archive, &["./..."]).render_errors(), expected);
}

#[test]
fn an_import_with_errors_is_an_error() {
    let archive = "\
-- a/a.go --
package a

import \"m/b\"

func f(p *int) int { return b.Good(p) }
-- b/b.go --
package b

func Good(p *int) int { return *p }
func bad() int { return \"\" }
";
    let expected = "\
# m/a
a/a.go:3:8: could not import m/b (it has errors, the first at b/b.go:4:25)
# m/a
a/a.go:5:8: p does not escape
";
    assert_eq!(verdicts(archive, &["./a"]), expected);
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let mut archive = LIBRARY.to_owned();
    for package in 0..24 {
        archive.push_str(&format!("-- p{package}/p.go --\npackage p{package}\n\nimport \"m/lib\"\n"));
        let imports: Vec<usize> = (0..package).filter(|i| (package * 7 + i) % 3 == 0).collect();
        for import in &imports {
            archive.push_str(&format!("import \"m/p{import}\"\n"));
        }
        archive.push_str(&format!("func F(p *int) *int {{\n\tlib.Keep(p)\n\tx{package} := 1\n"));
        for import in &imports {
            archive.push_str(&format!("\tp{import}.F(p)\n"));
        }
        archive.push_str(&format!("\treturn &x{package}\n}}\n"));
        if package % 5 == 4 {
            archive.push_str("func unused() { var s string = 1 }\n");
        }
        archive.push_str("type List[T any] struct{ next *List[T]; Value T }\n");
        archive.push_str("type Lists struct { a, b List[*int]; c, d List[func(x []int) map[string]int] }\n");
    }
    let run = |threads| {
        let analysis = analyze_with(Release::NEWEST, &archive, &["./..."], threads);
        analysis.render_errors() + &analysis.render_gc(Level::Explanations)
    };
    let one = run(1);
    assert!(one.contains("declared and not used: s") && one.contains("x0 escapes to heap"), "{one}");
    for _ in 0..5 {
        assert_eq!(run(4), one);
    }
}

/// What needs instances without end is not looked into, not even by importers.
#[test]
fn endless_instances_of_another_package() {
    let archive = "\
-- lib/lib.go --
package lib

type Grow[T any] struct{ next *Grow[Grow[T]] }

type Fine struct{ p *int }
-- a.go --
package p

import \"m/lib\"

var g lib.Grow[int]
var h = new(lib.Grow[string])

func f(g *lib.Grow[int]) *lib.Grow[int] { return g }
";
    let printed = verdicts(archive, &["."]);
    assert!(printed.contains("could not import m/lib (it has errors, the first at "), "{printed}");
}

/// To the garbage collector a pointer to what is never in the heap is a number.
#[test]
fn pointers_to_what_is_never_in_the_heap() {
    let archive = "\
-- /go/src/go.mod --
module std

go 1.27
-- /go/src/internal/runtime/sys/nih.go --
package sys

type nih struct{}

type NotInHeap struct{ _ nih }
-- /go/src/mem/mem.go --
package mem

import \"internal/runtime/sys\"

type span struct {
	_    sys.NotInHeap
	next *int
}

type list struct{ first [2]span }

var keep *span

func f(s *span, l *list, all []span, p **span) { keep = s }
";
    let expected = "# mem\n/go/src/mem/mem.go:14:38: p does not escape\n";
    assert_eq!(verdicts(archive, &["/go/src/mem"]), expected);
}

#[test]
fn data_of_the_validated_cryptography_has_no_addresses() {
    let file = "\
package field

type element struct {
	l    [2]uint64
	name string
}

var (
	zero   = &element{}
	number = element{l: [2]uint64{1, 2}}
	named  = element{name: \"x\"}
	list   = []int{1}
	some   any = 1
)
";
    let archive =
        |dir: &str| format!("-- /go/src/go.mod --\nmodule std\n\ngo 1.27\n-- /go/src/{dir}/a.go --\n{file}");
    let analyzed = |release: &str, dir: &str| {
        let release = Release::parse(release).expect("a known release");
        analyze_as(release, &archive(dir), &[&format!("/go/src/{dir}")]).render_gc(Level::Verdicts)
    };
    let fips = "crypto/internal/fips140/field";
    let expected = format!(
        "# {fips}\n/go/src/{fips}/a.go:9:11: &element{{}} escapes to heap\n\
         /go/src/{fips}/a.go:12:16: []int{{...}} escapes to heap\n\
         /go/src/{fips}/a.go:13:2: 1 escapes to heap\n"
    );
    assert_eq!(analyzed("1.27", fips), expected);
    assert_eq!(analyzed("1.23", fips), "");
    assert_eq!(analyzed("1.27", "crypto/internal/fips140only"), "");
}
