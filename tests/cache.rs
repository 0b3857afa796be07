//! What is kept of imported packages changes no answer.

use crate::imports::MemoryTree;
use goesc::driver::{self, Cache, Config, Key};
use goesc::load::{BuildContext, LoadContext, ModuleSettings, Modules, load_patterns};
use goesc::release::Release;
use goesc::report::Level;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A module and what it needs: packages with facts, with generic code, with `//line` directives,
/// with assembly; wrappers of their methods, instances of their types, and bodies that are copied
/// through several packages.
const FILES: &[(&str, &str)] = &[
    (
        "m/go.mod",
        "module example.com/m\n\ngo 1.24\n\nrequire (\n\texample.com/plain v1.0.0\n\texample.com/generic v1.2.0\n)\n",
    ),
    (
        "m/a.go",
        "package m\n\nimport (\n\t\"example.com/generic\"\n\t\"example.com/m/own\"\n\t\"example.com/plain\"\n\
         \t\"example.com/plain/lines\"\n\t\"io\"\n\t\"slices\"\n)\n\ntype Outer struct {\n\t*plain.Node\n\tplain.Face\n\tlines.T\n}\n\n\
         var sink any\n\nfunc F(p, q *int) *int {\n\tn := plain.New(p)\n\tn.Keep(q)\n\tplain.Drop(q)\n\
         \tl := &generic.List[*int]{}\n\tl.Push(p)\n\tsink = generic.Map([]int{1}, func(x int) *int { return &x })\n\
         \tlines.Leak(q)\n\treturn plain.Same(own.Same(q))\n}\n\n\
         func G(f plain.Func, w io.Writer) (plain.Pair, error) {\n\t_, err := w.Write(plain.Bytes())\n\
         \treturn plain.Pair{A: f()}, err\n}\n\nfunc H() generic.Pair[string] { return plain.Made() }\n\n\
         func I(a []float64) (bool, []string) { return plain.Sorted(a), slices.Collect(plain.All(\"a\")) }\n",
    ),
    (
        "m/own/own.go",
        "package own\n\nimport \"example.com/plain\"\n\nfunc Same(p *int) *int { return plain.Same(p) }\n",
    ),
    ("cache/cache/download/example.com/plain/@v/v1.0.0.mod", "module example.com/plain\n\ngo 1.23\n"),
    ("cache/example.com/plain@v1.0.0/go.mod", "module example.com/plain\n\ngo 1.23\n"),
    (
        "cache/example.com/plain@v1.0.0/plain.go",
        "// Package plain has nothing generic of its own.\npackage plain\n\nimport (\n\t\"example.com/generic\"\n\
         \t\"example.com/plain/internal/deep\"\n\t\"iter\"\n\t\"slices\"\n)\n\ntype Node struct {\n\tkept *int\n\tnext *Node\n\tdeep.Base\n}\n\n\
         func New(p *int) *Node { return &Node{kept: p} }\n\nfunc (n *Node) Keep(p *int) { n.kept = p }\n\
         func (n Node) Kept(q *int) *int { return n.kept }\nfunc (n *Node) low(p *int) {}\n\n\
         type Face interface {\n\tLook(at *int) *int\n\tlow(p *int)\n}\n\ntype Func = func() *int\n\n\
         type Pair struct{ A, B *int }\n\nfunc Drop(p *int) {}\nfunc Same(p *int) *int { return p }\n\
         func Bytes() []byte { return []byte(\"x\") }\n\nconst Many = 3\n\n\
         var Local = func() any { type local struct{ p *int }; return local{} }()\n\n\
         func Made() generic.Pair[string] {\n\tl := generic.List[string]{}\n\tl.Push(\"a\")\n\
         \treturn generic.Pair[string]{First: \"a\"}\n}\n\n\
         // Each call below is copied into the next.\n\
         func Sorted(a []float64) bool { return generic.Sorted(a) }\n\n\
         func All(list ...string) iter.Seq[string] { return slices.Values(list) }\n",
    ),
    (
        "cache/example.com/plain@v1.0.0/internal/deep/deep.go",
        "package deep\n\ntype Base struct{ P *int }\n\nfunc (b *Base) Set(p *int) { b.P = p }\nfunc (b Base) Get() *int { return b.P }\n",
    ),
    (
        "cache/example.com/plain@v1.0.0/lines/lines.go",
        "package lines\n\nvar sink *int\n\n//line other.go:100\ntype T struct{ p *int }\n\nfunc (t T) Leak(p *int) { sink = p }\n\
         func Leak(p *int) { sink = p }\n",
    ),
    ("cache/cache/download/example.com/generic/@v/v1.2.0.mod", "module example.com/generic\n\ngo 1.21\n"),
    ("cache/example.com/generic@v1.2.0/go.mod", "module example.com/generic\n\ngo 1.21\n"),
    (
        "cache/example.com/generic@v1.2.0/generic.go",
        "package generic\n\nimport \"example.com/generic/asm\"\n\ntype List[T any] struct {\n\titems []T\n}\n\n\
         func (l *List[T]) Push(item T) { l.items = append(l.items, item) }\n\n\
         type Pair[T any] struct{ First, Second T }\n\nfunc (p Pair[T]) Swap() Pair[T] { return Pair[T]{p.Second, p.First} }\n\n\
         func isNaN[T int | float64](x T) bool { return x != x }\n\n\
         func Less[T int | float64](x, y T) bool { return isNaN(x) && !isNaN(y) || x < y }\n\n\
         func Sorted[T int | float64](a []T) bool {\n\tfor i := 1; i < len(a); i++ {\n\t\tif Less(a[i], a[i-1]) {\n\t\t\treturn false\n\
         \t\t}\n\t}\n\treturn true\n}\n\n\
         func Map[A, B any](in []A, f func(A) B) []B {\n\tasm.Look(nil)\n\tvar out []B\n\tfor _, a := range in {\n\
         \t\tout = append(out, f(a))\n\t}\n\treturn out\n}\n",
    ),
    ("cache/example.com/generic@v1.2.0/asm/asm.go", "package asm\n\n//go:noescape\nfunc Look(p *int)\n"),
    ("cache/example.com/generic@v1.2.0/asm/asm_amd64.s", "TEXT \u{b7}Look(SB),0,$0-8\n\tRET\n"),
];

/// What users ask.
const QUESTIONS: &[&[&str]] = &[
    &["gc", "-m", "-l"],
    &["gc", "-m=2", "-l"],
    &["gc", "-m"],
    &["gc", "-m=2"],
    &["explain", "--color", "never"],
    &["check"],
];

/// The files on disk, for one `test`.
fn folder(test: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache").join(test);
    let _ = std::fs::remove_dir_all(&root);
    for (name, text) in FILES {
        write(&root, name, text);
    }
    root.canonicalize().expect("it is there")
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
    std::fs::write(path, text).expect("writable");
}

fn command(root: &Path, question: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
    for name in ["GOOS", "GOARCH", "GOFLAGS", "GOWORK", "GOPATH"] {
        command.env_remove(name);
    }
    command.current_dir(root.join("m")).args(question);
    command.env("GOMODCACHE", root.join("cache")).env("GOESCCACHE", root.join("kept")).env("GOENV", "off");
    command
}

type Answer = (String, String, Option<i32>);

fn answer(out: &Output) -> Answer {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&out.stdout), text(&out.stderr), out.status.code())
}

/// What goesc says with the cache of `root`.
fn ask(root: &Path, question: &[&str]) -> Answer {
    answer(&command(root, question).arg("./...").output().expect("goesc runs"))
}

/// What it says without.
fn ask_without(root: &Path, question: &[&str]) -> Answer {
    answer(&command(root, question).args(["--no-cache", "./..."]).output().expect("goesc runs"))
}

/// The entries that are kept, by name.
fn entries(root: &Path) -> Vec<PathBuf> {
    let list = |dir: &Path| std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> =
        list(&root.join("kept")).flat_map(|dir| list(&dir).collect::<Vec<_>>()).collect();
    found.sort();
    found
}

#[test]
fn answers_are_the_same() {
    for (number, question) in QUESTIONS.iter().enumerate() {
        let root = folder(&format!("same{number}"));
        let expected = ask_without(&root, question);
        assert_eq!((expected.1.as_str(), expected.2), ("", Some(0)), "{question:?}");
        let copied = expected.0.contains("inlining call to generic.isNaN[go.shape.float64]");
        assert_eq!(copied, question[..] == ["gc", "-m"] || question[..] == ["gc", "-m=2"], "{question:?}");
        assert!(entries(&root).is_empty(), "without a cache nothing is kept");
        assert_eq!(ask(&root, question), expected, "the first time: {question:?}");
        let kept = entries(&root);
        // A check finds out nothing that others want.
        assert_eq!(kept.is_empty(), question == &["check"], "{question:?}");
        assert_eq!(ask(&root, question), expected, "the second time: {question:?}");
        for question in QUESTIONS {
            assert_eq!(ask(&root, question), ask_without(&root, question), "then {question:?}");
        }
        if !kept.is_empty() {
            assert_eq!(entries(&root), kept, "nothing was found out twice");
        }
    }
}

#[test]
fn other_bytes_have_other_answers() {
    let root = folder("changed");
    let question = &["gc", "-m=2", "-l"];
    ask(&root, question);
    let file = "cache/example.com/plain@v1.0.0/internal/deep/deep.go";
    write(
        &root,
        file,
        "package deep\n\ntype Base struct{ P *int }\n\nvar s *int\n\nfunc (b *Base) Set(p *int) { s = p }\n",
    );
    let expected = ask_without(&root, question);
    assert!(expected.0.contains("p leaks to {heap}"), "{}", expected.0);
    assert_eq!(ask(&root, question), expected);
    assert_eq!(ask(&root, question), expected);
}

#[test]
fn errors_are_the_same() {
    let root = folder("errors");
    ask(&root, &["gc", "-m", "-l"]);
    write(
        &root,
        "m/bad.go",
        "package m\n\nimport . \"example.com/plain\"\n\nfunc New() {}\n\nvar n Node = Pair{}\n\n\
         func bad(n Node) { n.low(1); n.gone(); Drop() }\n",
    );
    for question in QUESTIONS {
        let expected = ask_without(&root, question);
        assert!(expected.1.lines().count() > 4 && expected.2 == Some(1), "{}", expected.1);
        assert_eq!(ask(&root, question), expected, "{question:?}");
    }
}

#[test]
fn damaged_entries_are_made_again() {
    let root = folder("damaged");
    let question = &["gc", "-m=2", "-l"];
    let expected = ask(&root, question);
    let whole: Vec<Vec<u8>> = entries(&root).iter().map(|entry| std::fs::read(entry).unwrap()).collect();
    let damages: [fn(&mut Vec<u8>); 4] =
        [|b| b.truncate(20), |b| b.clear(), |b| *b.last_mut().unwrap() ^= 1, |b| b[0] = b'x'];
    for damage in damages {
        for (entry, whole) in entries(&root).iter().zip(&whole) {
            let mut bytes = whole.clone();
            damage(&mut bytes);
            std::fs::write(entry, bytes).unwrap();
        }
        assert_eq!(ask(&root, question), expected);
        let again: Vec<Vec<u8>> = entries(&root).iter().map(|entry| std::fs::read(entry).unwrap()).collect();
        assert!(again == whole, "entries depend on the sources alone");
    }
    // Each one alone: what the others tell is enough to make it again.
    for (entry, whole) in entries(&root).iter().zip(&whole) {
        std::fs::remove_file(entry).unwrap();
        assert_eq!(ask(&root, question), expected);
        assert!(std::fs::read(entry).unwrap() == *whole, "entries depend on the sources alone");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_no_error() {
    let root = folder("nowhere");
    let question = &["gc", "-m", "-l"];
    let expected = ask_without(&root, question);
    write(&root, "kept", "not a folder");
    assert_eq!(ask(&root, question), expected);
    let off = command(&root, question).env("GOESCCACHE", "off").arg("./...").output().expect("goesc runs");
    assert_eq!(answer(&off), expected);
}

#[test]
fn several_at_once() {
    let root = folder("several");
    let question = &["gc", "-m", "-l"];
    let expected = ask_without(&root, question);
    for _ in 0..3 {
        let _ = std::fs::remove_dir_all(root.join("kept"));
        let runs: Vec<_> = (0..6)
            .map(|_| {
                let mut command = command(&root, question);
                command
                    .arg("./...")
                    .stdout(std::process::Stdio::piped())
                    .stderr(std::process::Stdio::piped());
                command.spawn().expect("goesc runs")
            })
            .collect();
        for run in runs {
            assert_eq!(answer(&run.wait_with_output().expect("goesc runs")), expected);
        }
        let is_temporary = |entry: &PathBuf| entry.to_string_lossy().ends_with(".tmp");
        assert!(!entries(&root).is_empty() && !entries(&root).iter().any(is_temporary));
    }
}

#[test]
fn vendored_packages_are_kept() {
    let root = folder("vendor");
    let question = &["gc", "-m=2", "-l"];
    for (name, text) in FILES {
        let Some(name) = name.strip_prefix("cache/example.com/") else { continue };
        let name = name.replace("@v1.0.0", "").replace("@v1.2.0", "");
        write(&root, &format!("m/vendor/example.com/{name}"), text);
    }
    write(
        &root,
        "m/vendor/modules.txt",
        "# example.com/generic v1.2.0\n## explicit; go 1.21\nexample.com/generic\nexample.com/generic/asm\n\
         # example.com/plain v1.0.0\n## explicit; go 1.21\nexample.com/plain\nexample.com/plain/internal/deep\n\
         example.com/plain/lines\n",
    );
    let expected = ask_without(&root, question);
    assert!(expected.0.contains("vendor/example.com/plain/plain.go:"), "{}", expected.0);
    assert_eq!(ask(&root, question), expected);
    assert_eq!(ask(&root, question), expected);
    // All but the one with `//line` directives.
    assert_eq!(entries(&root).len(), 4);
}

/// A cache that answers whatever it is asked with the last entry, if it has one.
#[derive(Debug, Default)]
struct Careless {
    entry: Mutex<Option<Vec<u8>>>,
    gets: AtomicUsize,
    puts: AtomicUsize,
}

impl Cache for Careless {
    fn get(&self, _: &Key) -> Option<Vec<u8>> {
        self.gets.fetch_add(1, Ordering::Relaxed);
        self.entry.lock().unwrap().clone()
    }

    fn put(&self, _: &Key, entry: &[u8]) {
        self.puts.fetch_add(1, Ordering::Relaxed);
        *self.entry.lock().unwrap() = Some(entry.to_vec());
    }
}

/// The verdicts of what `pattern` names, where `files` are all there is.
fn verdicts(cache: &Arc<Careless>, files: &[(&str, String)], pattern: &str) -> String {
    let mut tree = MemoryTree::default();
    for (name, text) in files {
        tree.files.insert(PathBuf::from(name), text.clone());
    }
    let build = BuildContext::linux_amd64(Release::NEWEST);
    let config = Config { inline: false, cache: Some(cache.clone()), ..Config::new(build.clone()) };
    let cwd = Path::new("/m");
    let modules = &Modules::open(&tree, cwd, &ModuleSettings::default()).expect("one module");
    let goroot = files.iter().any(|(name, _)| name.starts_with("/go/")).then_some(Path::new("/go"));
    let context = LoadContext { modules, ..LoadContext::new(&tree, cwd, goroot, &build) };
    let (packages, errors) = load_patterns(context, &[pattern.to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    let analysis = driver::analyze_with_imports(&config, context, packages);
    analysis.render_errors() + &analysis.render_gc(Level::Verdicts)
}

/// What goesc believes of a package, it does not look up in its source.
#[test]
fn entries_stand_in_for_source() {
    let cache = Arc::new(Careless::default());
    let verdicts = |body: &str| {
        let main = "package m\n\nimport \"m/dep\"\n\nfunc F(p *int) { dep.F(p) }\n";
        let dep = format!("package dep\n\nvar S *int\n\nfunc F(p *int) {{ {body} }}\n");
        let module = "module m\n\ngo 1.24\n";
        let files = [("/m/go.mod", module.into()), ("/m/m.go", main.into()), ("/m/dep/dep.go", dep)];
        verdicts(&cache, &files, ".")
    };
    let leaks = "# m\n./m.go:5:8: leaking param: p\n";
    assert_eq!(verdicts("S = p"), leaks);
    assert_eq!(verdicts(""), leaks, "as the entry says");
    let counts = [&cache.gets, &cache.puts].map(|count| count.load(Ordering::Relaxed));
    assert_eq!(counts, [2, 1], "the named package is not asked for");
    // Entries that make no sense are as good as none.
    for nonsense in ["", "x", "x\n", "dep\n", "dep\n\u{1}", "dep\n\u{40}\u{0}"] {
        *cache.entry.lock().unwrap() = Some(nonsense.as_bytes().to_vec());
        assert_eq!(verdicts(""), "# m\n./m.go:5:8: p does not escape\n", "{nonsense:?}");
    }
}

/// The type that says so is known from its facts, too.
#[test]
fn pointers_to_what_is_never_in_the_heap() {
    let cache = Arc::new(Careless::default());
    let files = [
        ("/go/src/go.mod", "module std\n\ngo 1.27\n"),
        (
            "/go/src/internal/runtime/sys/nih.go",
            "package sys\n\ntype nih struct{}\n\ntype NotInHeap struct{ _ nih }\n",
        ),
        (
            "/go/src/mem/mem.go",
            "package mem\n\nimport \"internal/runtime/sys\"\n\ntype span struct{ _ sys.NotInHeap }\n\n\
             var keep *span\n\nfunc f(s *span, p **span) { keep = s }\n",
        ),
    ]
    .map(|(name, text)| (name, text.to_owned()));
    for kept in [0, 1] {
        assert_eq!(cache.puts.load(Ordering::Relaxed), kept);
        let expected = "# mem\n/go/src/mem/mem.go:9:17: p does not escape\n";
        assert_eq!(verdicts(&cache, &files, "/go/src/mem"), expected);
    }
    assert_eq!(cache.puts.load(Ordering::Relaxed), 1, "the second time it was there");
}
