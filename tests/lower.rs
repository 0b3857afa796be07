//! Lowering: the bodies of functions against those that the real compiler prints, and snapshots
//! of variables, temporaries and captured variables.

use crate::corpus::programs;
use goesc::ir::fmt::Printer;
use goesc::ir::lower::{LowerContext, lower_package};
use goesc::ir::pass::dead_code;
use goesc::ir::{FuncId, Package};
use goesc::release::Release;
use goesc::source::SourceMap;
use goesc::types::{self, CheckContext, CheckedProgram, NoImports, Sizes, TypeStore};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// One lowered file and what is needed to print it.
struct Lowered {
    sources: SourceMap,
    store: TypeStore,
    package: Package,
    release: Release,
}

fn lower(text: &str, release: Release) -> Lowered {
    let mut sources = SourceMap::default();
    let file = sources.add("./x.go", PathBuf::new(), text.into());
    let parsed = goesc::syntax::parse_file(file, text, &sources.interner, release.rules().syntax);
    assert_eq!(parsed.errors, [], "{text}");
    let store = types::new_store(&sources.interner);
    let package = store.add_package("command-line-arguments");
    let rules = release.rules();
    let check = CheckContext {
        store: &store,
        sources: &sources,
        sizes: Sizes::for_arch("amd64").expect("known"),
        rules,
        importer: &NoImports,
        for_analysis: true,
        language: None,
    };
    let checked = types::check_package(&check, package, &[&parsed.file]);
    let program = CheckedProgram::default();
    let cx = LowerContext {
        types: &store,
        sources: &sources,
        rules: &rules,
        sizes: Sizes::AMD64,
        program: &program,
        generics: None,
    };
    let (mut package, _) = lower_package(&cx, std::slice::from_ref(&parsed.file), &checked);
    // The first pass; in later releases lowering itself leaves dead code out.
    if !rules.dead_code_left_out {
        dead_code::remove_dead_code(&mut package);
    }
    Lowered { sources, store, package, release }
}

impl Lowered {
    fn body(&self, func: FuncId) -> String {
        let rules = self.release.rules();
        let printer = Printer {
            package: &self.package,
            types: &self.store,
            names: &self.sources.interner,
            rules: &rules,
            replaced: None,
        };
        let body = self.package.funcs[func].body.as_deref().unwrap_or_default();
        format!("{} {{ {} }}", printer.func_type_text(func), printer.body_text(body))
    }

    fn name(&self, func: FuncId) -> &str {
        self.sources.interner.text(self.package.funcs[func].name)
    }

    /// Every function: position, name, body, and its variables with their positions.
    fn dump(&self) -> String {
        let mut out = String::new();
        let at = |pos: goesc::source::Pos| match pos.is_known() {
            true => {
                let (line, column) = self.sources.line_column(pos);
                format!("{line}:{column}")
            }
            false => "-".into(),
        };
        for &func in &self.package.func_list {
            let node = &self.package.funcs[func];
            writeln!(out, "{} {} {}", at(node.pos), self.name(func), self.body(func)).expect("a string");
            for (list, mark) in [(&node.vars, ' '), (&node.closure_vars, '^')] {
                for &var in list {
                    let var = &self.package.vars[var];
                    let name = self.sources.interner.text(var.name);
                    let taken = if var.addr_taken { " address taken" } else { "" };
                    writeln!(out, "  {mark}{name} {}{taken}", at(var.pos)).expect("a string");
                }
            }
        }
        for error in &self.package.errors {
            writeln!(out, "error {} {}", at(error.pos), error.message).expect("a string");
        }
        out
    }
}

/// The bodies that a recording has for a release: name and text.
fn recorded_bodies(recording: &str, release: &str) -> Vec<(String, String)> {
    let mut bodies = Vec::new();
    let mut wanted = false;
    for line in recording.lines() {
        if let Some(head) = line.strip_prefix("== ") {
            wanted = head.split(' ').any(|key| key.starts_with(release) && key.ends_with(":m2"));
        } else if wanted
            && !line.starts_with('<')
            && let Some((_, rest)) = line.split_once(": can inline ")
            && let Some((name, rest)) = rest.split_once(" with cost ")
            && let Some((_, body)) = rest.split_once(" as: ")
        {
            bodies.push((name.to_owned(), body.to_owned()));
        }
    }
    bodies
}

#[test]
fn bodies_are_those_of_the_compiler() {
    let mut differences = Vec::new();
    let mut same = 0;
    for program in programs() {
        let recording = std::fs::read_to_string(program.with_extension("rec")).unwrap_or_default();
        for release in Release::all() {
            let bodies = recorded_bodies(&recording, &release.to_string());
            if bodies.is_empty() {
                continue;
            }
            let text = std::fs::read_to_string(&program).expect("the program is readable");
            let lowered = lower(&text, release);
            let ours: BTreeMap<&str, FuncId> =
                lowered.package.func_list.iter().map(|&f| (lowered.name(f), f)).collect();
            for (name, body) in bodies {
                // Copies that inlining makes are not there yet.
                let Some(&func) = ours.get(name.as_str()) else { continue };
                let text = lowered.body(func);
                if text == body {
                    same += 1;
                } else {
                    let file = program.display();
                    differences.push(format!("{file} {name}, Go {release}\n  go    {body}\n  goesc {text}"));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{same} bodies agree, not these:\n{}", differences.join("\n"));
    assert!(same > 10_000, "only {same} bodies were compared");
}

fn check(name: &str, source: &str) {
    let lowered = lower(source, Release::NEWEST);
    insta::assert_snapshot!(name, lowered.dump());
}

#[test]
fn values_of_one_expression_go_through_temporaries() {
    check(
        "lower_temporaries",
        "package p
func g() (int, error)
func h(int, any)
func f(m map[string]*int, x any, c chan int) (int, error) {
	a, err := g()
	v, ok := m[\"k\"]
	t, ok := x.(*int)
	r, ok := <-c
	h(g())
	func() func() { return nil }()()
	_, _, _, _, _, _ = a, err, v, ok, t, r
	return g()
}
",
    );
}

#[test]
fn go_and_defer_call_literals_without_parameters() {
    check(
        "lower_go_defer",
        "package p
type T struct{ n int }
func (t *T) M(xs ...any)
type I interface{ M(xs ...any) }
func f(t T, i I, p *int) {
	defer t.M(p, 1)
	go i.M()
	defer func() { println(*p) }()
	defer print(len(\"abc\"), t.n)
}
",
    );
}

#[test]
fn captured_variables_in_order_of_first_use() {
    check(
        "lower_captures",
        "package p
var sink = func(a int) func() int { return func() int { return a } }
func f(a, b int) func() int {
	c := 0
	return func() int {
		inner := func() *int { b++; return &c }
		return *inner() + a
	}
}
",
    );
}

#[test]
fn clauses_and_dead_code() {
    check(
        "lower_clauses",
        "package p
func f(x any, c chan int, d chan string) int {
	switch y := x.(type) {
	case *int, []string:
		_ = y
	case func(int) *string:
		_ = y
	default:
		_ = y
	}
	var i any
	select {
	case i = <-c:
	case s, ok := <-d:
		_, _ = s, ok
	case d <- \"s\":
	}
	if false && i == 1 {
		return 1
	}
	if true {
		return 2
	}
	return 3
}
",
    );
}
