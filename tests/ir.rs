//! The IR: snapshots of small programs, and its promises on every program of the corpus.

use crate::corpus;
use goesc::driver::{self, Config};
use goesc::ir::dump::dump_package;
use goesc::ir::verify::verify_package;
use goesc::load::{BuildContext, LoadedFile, PackageFiles};
use goesc::release::Release;

fn config(release: Release) -> Config {
    let build = BuildContext::linux_amd64(release);
    Config { inline: false, ..Config::new(build) }
}

fn package(name: &str, bytes: Vec<u8>) -> PackageFiles {
    let path = name.into();
    let file = LoadedFile { display_name: format!("./{name}"), path, bytes };
    PackageFiles { import_path: "p".into(), files: vec![file], ..PackageFiles::default() }
}

fn newest() -> Config {
    config(Release::NEWEST)
}

/// The trees of `source` after all passes.
fn dump(config: &Config, source: &str) -> String {
    let source = format!("package p\n{source}");
    let analysis = driver::analyze(config, vec![package("p.go", source.into_bytes())]);
    let errors = analysis.render_errors();
    assert_eq!(errors, "", "the program is correct");
    let ir = &analysis.packages[0].ir;
    dump_package(ir, &analysis.store, &analysis.sources.interner, &config.rules)
}

#[test]
fn trees_of_the_corpus_keep_their_promises() {
    let mut broken = Vec::new();
    for program in corpus::programs() {
        let bytes = std::fs::read(&program).expect("the program is readable");
        for release in Release::all() {
            let config = config(release);
            let analysis = driver::analyze(&config, vec![package("p.go", bytes.clone())]);
            // Without the library nothing is known of what imports it.
            let whole = analysis.load_errors.is_empty();
            for checked in analysis.packages.iter().filter(|p| whole && p.errors.is_empty()) {
                let names = &analysis.sources.interner;
                for complaint in verify_package(&checked.ir, &analysis.store, names, &config.rules) {
                    broken.push(format!("{}, Go {release}: {complaint}", program.display()));
                }
            }
        }
    }
    let shown: Vec<&str> = broken.iter().take(60).map(String::as_str).collect();
    assert!(broken.is_empty(), "{} promises broken:\n{}", broken.len(), shown.join("\n"));
}

#[test]
fn loop_variables_per_iteration() {
    let source = "func f(n int) (fs []func() int) {
	for i := 0; i < n; i++ {
		if i == 3 {
			continue
		}
		fs = append(fs, func() int { return i })
	}
	for _, x := range []int{1, 2} {
		fs = append(fs, func() int { return x })
	}
	return
}";
    insta::assert_snapshot!(dump(&newest(), source));
}

#[test]
fn shared_loop_variables_before_1_22() {
    let source = "func f(n int) (fs []func() int) {
	for i := 0; i < n; i++ {
		fs = append(fs, func() int { return i })
	}
	return
}";
    insta::assert_snapshot!(dump(&config(Release::OLDEST), source));
}

#[test]
fn method_wrappers() {
    let source = "type i interface{ m(int) (string, error) }
type t struct{ n int }
func (x t) get() int { return x.n }
type u struct { *t; i }
func value(x u) func() int { return x.get }";
    insta::assert_snapshot!(dump(&newest(), source));
}

#[test]
fn static_data() {
    let source = "type t struct{ a int; p *int; f func() }
var n = 3
var table = []t{{a: 1}, {p: &n}, {p: new(int)}, {f: func() { n++ }}}
var alias = table
var boxed any = t{a: 2}
var _ = n + 1";
    insta::assert_snapshot!(dump(&newest(), source));
}

#[test]
fn known_dynamic_types() {
    let source = "type i interface{ m() }
type t struct{ n int }
func (x *t) m() {}
type e struct{ *t }
func one() { var x i = &t{}; x.m() }
func promoted() { var x i = e{}; x.m() }
func two(c bool) { var x i = &t{}; if c { x = e{} }; x.m() }
func deferred() { var x i = &t{}; defer x.m() }";
    insta::assert_snapshot!(dump(&newest(), source));
}

#[test]
fn dead_locals() {
    let source = "func f(p *int) int { x := p; y := func() {}; _, z := 1, p; z = p; w := *p; return *p }";
    let source = source.replace("w := *p", "_, _, _ = x, y, z");
    insta::assert_snapshot!(dump(&newest(), &source));
}

#[test]
fn loops_over_functions() {
    let source = "func each(yield func(int) bool) { yield(1) }
func f(p *int) (*int, bool) {
outer:
	for x := range each {
		defer println(x)
		for y := range each {
			switch {
			case y == 1:
				continue outer
			case y == 2:
				break
			case y == 3:
				break outer
			}
			if x == y {
				return p, true
			}
		}
	}
	return nil, false
}";
    insta::assert_snapshot!(dump(&newest(), source));
}
