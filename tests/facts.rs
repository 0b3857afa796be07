//! What goesc knows about packages without their source is what it finds out with it.

use crate::imports::MemoryTree;
use crate::toolchain;
use goesc::driver::{self, Analysis, Config, build_facts};
use goesc::facts::{Archive, Library, NewPackage, embedded, write_archive};
use goesc::load::{BuildContext, DiskTree, LoadContext, ModuleSettings, Modules, load_patterns};
use goesc::release::Release;
use goesc::report::Level;
use goesc::source::Interner;
use goesc::types::predicates::is_exported_name;
use goesc::types::typestring::{Qualifier, TypeCx, type_string};
use goesc::types::{ObjId, ObjectKind, PackageId, StructField, Supplier, Type, TypeId, TypeStore, new_store};
use std::path::Path;
use std::sync::Arc;

/// A library with everything that facts have to hold.
const LIBRARY: &str = "\
-- /go/src/go.mod --
module std

go 1.27
-- /go/src/low/low.go --
package low

type hidden struct {
	p *int
	next *hidden
}

func (h *hidden) Set(p *int) { h.p = p }
func (h hidden) get() *int { return h.p }

type Face interface {
	comparable
	~*int | ~string
}

type Number interface{ ~int | ~float64 }

const (
	Small = 7
	Big = 1 << 100
	Third = 1.0 / 3
	Tiny = 1e-5000
	Name = \"low\\x00\\xff\"
	Truth = Small > 3
	Turn = 2i
)

func Max[N Number](a, b N) N {
	if a > b {
		return a
	}
	return b
}

type List[T any] struct {
	head *T
	rest *List[T]
}

func (l *List[T]) Push(v T) *List[T] { return &List[T]{&v, l} }
func (l *List[T]) Each(f func(T) bool) {
	for l != nil && f(*l.head) {
		l = l.rest
	}
}

func Show[T interface{ String() string }](v T) string { return v.String() }

func Keep[T any](v T) any { return v }

func Boxed[T any](v T) any {
	type box struct{ v T }
	const scale = 3
	return box{v}
}

type point struct{ x, y *int }

var last = point{x: new(int)}

func (p *point) move(q *int) *int {
	p.x, q = q, p.x
	return q
}

func Touch(p *int) *int { return last.move(p) }
func Adder(n int) func(int) int { return func(m int) int { return n + m } }
func Text(s interface{ String() string }) string { return s.String() }
func Kind(v any) string {
	switch v := v.(type) {
	case *int:
		*v = 0x1f
		return \"int\"
	case point:
		return \"point\"
	}
	return \"\"
}
func Sum(ns ...int) (sum int) {
	for _, n := range ns {
		sum += n
	}
	return
}
-- /go/src/high/high.go --
package high

import \"low\"

type Kept struct {
	Embedded
	List low.List[Kept]
	tail string `key:\"value\"`
}

type Embedded = low.List[int]

type Any interface {
	Do(first *int, rest ...[]string) (n int, err error)
	hidden()
}

type Func func(Any, *Kept) map[string]chan<- Func

var Sink any
var Made = New(nil)

func New(p *int) *Kept { return &Kept{tail: \"x\"} }
func Leak(p *int) { Sink = p }
func Relay(p *int) *int { return low.Touch(p) }
func Largest(ns []int) int { return low.Max(ns[0], low.Max(ns[1], 2)) }
func Pass(p, q *int) (*int, *int) { return q, p }
func Deep(k *Kept) *Kept { return k.rest() }
func (k *Kept) rest() *Kept { return k }
func (Func) Call(f func(*int)) { f(nil) }
func Sorted[S ~[]E, E any](s S, less func(a, b E) bool) S {
	for i := range s {
		if i > 0 && less(s[i], s[i-1]) {
			s[i], s[i-1] = s[i-1], s[i]
		}
	}
	return append(S(nil), s...)
}
func Both[K comparable, V any](m map[K]V) (ks []K, vs []V) {
	for k, v := range m {
		ks = append(ks, k)
		vs = append(vs, v)
	}
	return
}
";

const PROGRAM: &str = "\
-- /m/go.mod --
module m

go 1.27
-- /m/main.go --
package main

import (
	\"high\"
	. \"low\"
)

type mine struct {
	high.Kept
	List[*string]
	n [Small]int
}

type text struct{ s *string }

func (t text) String() string { return *t.s }

type doer struct{ high.Any }

func use(p, q *int, k *high.Kept, f high.Func, a high.Any) *int {
	high.Leak(q)
	x, _ := high.Pass(p, new(int))
	k = high.Deep(k)
	f.Call(func(r *int) { *r = *p })
	n, _ := a.Do(p, []string{Name})
	k.Push(n)
	_ = doer{a}
	return x
}

func generic(ps []*int, ns []int, ts []text, m map[text]func()) (any, []text) {
	ps = high.Sorted(ps, func(a, b *int) bool { return *a < *b })
	high.Sorted(ns, func(a, b int) bool { return a < b })
	ts = high.Sorted(ts, func(a, b text) bool { return Show(a) < Show(b) })
	ks, vs := high.Both(m)
	vs[0]()
	l := (&List[text]{}).Push(ks[0])
	l.Each(func(t text) bool { return t.s == nil })
	x := Max(1, 2)
	return Keep(&x), ts
}

func main() {
	m := &mine{}
	println(m.List.Push(nil), Third, Truth, Turn, float64(Big), high.Made)
	show := Show[text]
	println(show(text{}))
	n := 1
	println(Touch(&n), Adder(n)(2), Text(text{}), Kind(&n), Sum(1, n), Boxed(text{}), Boxed(n))
	println(high.Largest([]int{1, n}))
}
-- /m/sub/sub.go --
package sub

import \"high\"

func Pass(p *int) *int { return high.Relay(p) }
func Two(p *int) (*int, *int) { return high.Pass(p, high.Relay(p)) }
";

/// The files of archives, each `-- name --` before its text.
fn tree(archives: &[&str]) -> MemoryTree {
    let mut tree = MemoryTree::default();
    for part in archives.iter().flat_map(|archive| archive.split("-- ").skip(1)) {
        let (name, text) = part.split_once(" --\n").expect("a name and a text");
        tree.files.insert(name.into(), text.into());
    }
    tree
}

fn config() -> Config {
    let (goos, goarch) = ("linux".to_owned(), "amd64".to_owned());
    let build = BuildContext { goos, goarch, tags: Vec::new(), release: Release::NEWEST };
    Config { inline: false, ..Config::new(build) }
}

/// The facts about [`LIBRARY`].
fn facts() -> Vec<u8> {
    let (config, tree) = (config(), tree(&[LIBRARY]));
    let goroot = Path::new("/go");
    let context = LoadContext::new(&tree, goroot, Some(goroot), &config.build);
    build_facts(&config, context, "1.27.3").expect("the library is whole")
}

fn archive() -> Arc<Archive> {
    Arc::new(Archive::open(facts()).expect("fresh facts"))
}

/// Analyses a program, with the library's source if no facts are given.
fn analyze(program: &str, facts: Option<Arc<Archive>>) -> Analysis {
    analyze_with(&Config { facts, ..config() }, program)
}

fn analyze_with(config: &Config, program: &str) -> Analysis {
    let tree = if config.facts.is_some() { tree(&[program]) } else { tree(&[program, LIBRARY]) };
    let goroot = config.facts.is_none().then_some(Path::new("/go"));
    let cwd = Path::new("/m");
    let modules = &Modules::open(&tree, cwd, &ModuleSettings::default()).expect("one module");
    let context = LoadContext { modules, ..LoadContext::new(&tree, cwd, goroot, &config.build) };
    let (packages, errors) = load_patterns(context, &["./...".to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    driver::analyze_with_imports(config, context, packages)
}

/// What is printed about the program's own files.
fn own_lines(analysis: &Analysis, level: Level) -> String {
    let text = analysis.render_gc(level);
    text.split_inclusive('\n').filter(|line| !line.contains("../go/") && !line.contains("/go/")).collect()
}

#[test]
fn facts_say_what_sources_say() {
    for inline in [false, true] {
        let config = Config { inline, ..config() };
        let with = analyze_with(&config, PROGRAM);
        let without = analyze_with(&Config { facts: Some(archive()), ..config }, PROGRAM);
        assert_eq!(with.render_errors(), "");
        assert_eq!(without.render_errors(), "");
        assert_eq!(without.problem, None);
        for level in [Level::Verdicts, Level::Explanations] {
            let text = own_lines(&without, level);
            assert_eq!(text, own_lines(&with, level));
            assert!(text.lines().count() > 25, "{text}");
            assert_eq!(text.contains("inlining call to high.Leak"), inline, "{text}");
        }
    }
}

#[test]
fn errors_say_what_sources_say() {
    let program = "\
-- /m/go.mod --
module m

go 1.27
-- /m/main.go --
package main

import (
	\"high\"
	\"low\"
)

type notAny struct{}

func (notAny) Do(first *int, rest ...[]string) (n int, err error) { return }

func main() {
	high.Leak(low.Small)
	high.leak()
	high.Nothing()
	var a high.Any = notAny{}
	var f low.Face
	low.Max(\"a\", \"b\")
	low.Show(3)
	var n int = low.Big + a + f
	high.New(nil).Push(\"x\").Pop()
	var k high.Func = high.Made
	low.List[int]{}.Head
}
";
    let (with, without) = (analyze(program, None), analyze(program, Some(archive())));
    assert_eq!(without.render_errors(), with.render_errors());
    assert!(with.render_errors().lines().count() >= 10, "{}", with.render_errors());
}

#[test]
fn what_facts_do_not_have_is_an_error() {
    let program = |path: &str| {
        format!(
            "-- /m/go.mod --\nmodule m\n-- /m/main.go --\npackage main\n\nimport _ {path:?}\n\nfunc main() {{}}\n"
        )
    };
    let missing = analyze(&program("nothing/here"), Some(archive())).render_errors();
    assert!(missing.contains("package nothing/here is not in std"), "{missing}");
}

/// Asks for everything that a library has. Whether it found that something is damaged.
fn ask_for_everything(archive: Archive) -> bool {
    let archive = Arc::new(archive);
    let names = Interner::default();
    let store = new_store(&names);
    let library = Arc::new(Library::new(archive.clone(), names));
    store.set_supplier(library.clone());
    let mut damaged = false;
    for path in archive.paths() {
        let number = library.find(path).expect("its own path");
        damaged |= library.import(&store, number).is_err();
        for name in library.member_names(&store, number) {
            if let Some(obj) = library.member(&store, number, name) {
                visit(&store, &library, obj);
            }
        }
    }
    damaged || library.problem().is_some()
}

/// Makes the library read a declaration and all its parts.
fn visit(store: &TypeStore, library: &Library, obj: ObjId) {
    let ty = store.type_of(obj);
    for &param in store.type_params(ty) {
        store.constraint(param);
    }
    if let (ObjectKind::TypeName, Type::Named(named)) = (&store.object(obj).kind, store.get(ty)) {
        store.known_underlying(named);
        for &method in store.named_methods(named).iter() {
            visit_func(store, library, method);
        }
    }
    visit_func(store, library, obj);
}

/// Makes the library read what it knows about a function.
fn visit_func(store: &TypeStore, library: &Library, func: ObjId) {
    library.summary(func);
    library.candidate(store, func);
    library.inlinable(store, func);
    library.mentions(store, func);
    if let Some(package) = store.object(func).package.and_then(|package| store.package(package).supply) {
        library.passes_on(store, package, func);
    }
}

#[test]
fn damaged_files_are_errors() {
    let whole = facts();
    assert!(!ask_for_everything(Archive::open(whole.clone()).expect("fresh facts")));
    for at in (0..whole.len()).step_by(7) {
        let mut changed = whole.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(Archive::open(changed).map_or(true, ask_for_everything), "byte {at}");
        assert!(Archive::open(whole[..at].to_vec()).map_or(true, ask_for_everything), "cut at {at}");
    }
}

#[test]
fn damage_that_no_checksum_shows_is_survived() {
    let archive = Archive::open(facts()).expect("fresh facts");
    let target = archive.target.clone();
    let packages = || {
        archive.paths().zip(0..).map(|(path, number)| NewPackage {
            path: path.to_owned(),
            name: path.to_owned(),
            imports: Vec::new(),
            facts: archive.unpack(number).expect("fresh facts"),
        })
    };
    let mut found = 0;
    for number in 0..packages().count() {
        let len = packages().nth(number).map_or(0, |package| package.facts.len());
        for at in (number..len).step_by(9) {
            let mut changed: Vec<NewPackage> = packages().collect();
            changed[number].facts[at] ^= 1 << (at % 8);
            let file = write_archive(&target, &changed);
            found += usize::from(ask_for_everything(Archive::open(file).expect("checksums are right")));
        }
    }
    assert!(found > 100, "{found} changes make no sense");
}

/// Every exported declaration of a package, with all that belongs to it, one a line.
fn declarations(store: &TypeStore, names: &Interner, package: PackageId) -> Vec<String> {
    let cx = TypeCx { qualifier: Qualifier::Paths, ..TypeCx::new(store, names, package) };
    let spell = |ty: TypeId| {
        // An unnamed struct or interface spells its fields and methods itself.
        let mut text = type_string(cx, ty);
        if let Type::Struct(s) = store.get(ty) {
            let field = |f: &StructField| {
                (f.embedded, store.object(f.obj).package.map(|p| store.package(p).path.clone()))
            };
            text.push_str(&format!(" {:?}", s.fields.iter().map(field).collect::<Vec<_>>()));
        }
        text
    };
    let params = |ty: TypeId| -> Vec<String> {
        let bound = |&param: &TypeId| store.constraint(param).map_or_else(String::new, spell);
        store.type_params(ty).iter().map(bound).collect()
    };
    let mut lines = Vec::new();
    for symbol in store.member_names(package) {
        let name = names.text(symbol);
        if !is_exported_name(name) {
            continue;
        }
        let obj = store.member(package, symbol).expect("its own name");
        let ty = store.type_of(obj);
        let kind = &store.object(obj).kind;
        lines.push(format!("{name} {kind:?} {} {:?}", spell(ty), params(ty)));
        if let (ObjectKind::TypeName, Type::Named(_)) = (kind, store.get(ty)) {
            lines.push(format!("{name} = {}", spell(store.underlying(ty))));
            for method in store.declared_methods(ty) {
                let recv = match store.get(store.type_of(method)) {
                    Type::Signature(s) => s.recv.map_or_else(String::new, |recv| spell(store.type_of(recv))),
                    _ => String::new(),
                };
                let text = names.text(store.object(method).name);
                lines.push(format!("{name}.{text} {recv} {}", spell(store.type_of(method))));
            }
        }
    }
    lines.sort();
    lines
}

#[test]
fn facts_of_the_standard_library_are_what_its_source_says() {
    let Some(go) = toolchain::find("facts_of_the_standard_library_are_what_its_source_says") else { return };
    let config = config();
    let context = LoadContext::new(&DiskTree, &go.root, Some(&go.root), &config.build);
    let (named, errors) = load_patterns(context, &["std".to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    let typed = driver::types_with_imports(&config, context, named);
    let names = Interner::default();
    let store = new_store(&names);
    let archive = embedded(Release::NEWEST, "linux", "amd64").expect("the newest release is there");
    let library = Arc::new(Library::new(archive, names.clone()));
    store.set_supplier(library.clone());
    let (mut compared, mut bodies, mut trees) = (0, 0, 0);
    for (path, package) in typed.import_paths.iter().zip(typed.program.packages()) {
        if path == "unsafe" {
            continue;
        }
        let number = library.find(path).unwrap_or_else(|| panic!("no facts about {path}"));
        let id = library.import(&store, number).expect("sound facts");
        for name in library.member_names(&store, number) {
            let obj = library.member(&store, number, name).expect("its own name");
            visit(&store, &library, obj);
            let body = library.inlinable(&store, obj).and_then(|inlinable| inlinable.body.as_ref());
            bodies += usize::from(body.is_some());
            trees += usize::from(!library.mentions(&store, obj).is_empty());
        }
        let ours = declarations(&store, &names, id);
        let theirs = declarations(&typed.store, &typed.sources.interner, package.checked.package);
        compared += ours.len();
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours, theirs, "{path}");
        }
        assert_eq!(ours.len(), theirs.len(), "{path}");
    }
    assert_eq!(library.problem(), None);
    assert!(compared > 20_000, "{compared}");
    assert!(bodies > 1_000 && trees > 100, "{bodies} bodies, {trees} trees");
}
