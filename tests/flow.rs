//! Flow graphs: snapshots of small graphs; on every program of the corpus the fast solver and the
//! naive one agree, for every release.

use crate::corpus::{config, package_of, programs};
use goesc::driver;
use goesc::flow::{Attrs, LocId, dump_graph};
use goesc::ir::fmt::Printer;
use goesc::load::{LoadedFile, PackageFiles};
use goesc::release::Release;
use goesc::solve::{Options, Solution, naive};
use std::collections::HashMap;

/// The graphs of all batches of a program.
fn graphs(text: &str, release: Release) -> String {
    let config = config(release);
    let package = PackageFiles {
        import_path: "p".into(),
        files: vec![LoadedFile {
            display_name: "./x.go".into(),
            path: "x.go".into(),
            bytes: text.as_bytes().to_vec(),
        }],
        ..PackageFiles::default()
    };
    let analysis = driver::analyze(&config, vec![package]);
    let package = &analysis.packages[0];
    assert_eq!(package.errors, [], "{text}");
    let mut out = String::new();
    for batch in &package.analysis.batches {
        let printer = Printer {
            package: &package.ir,
            types: &analysis.store,
            names: &analysis.sources.interner,
            rules: &config.rules,
            replaced: Some(&batch.replaced),
        };
        out.push_str(&dump_graph(&batch.graph, printer));
        out.push('\n');
    }
    out
}

#[test]
fn assignments_and_results() {
    insta::assert_snapshot!(graphs(
        "package p\nfunc f(p *int, q **int) *int {\n\tx := 1\n\tp = &x\n\t*q = p\n\treturn *q\n}\n",
        Release::NEWEST,
    ));
}

#[test]
fn closures_capture() {
    insta::assert_snapshot!(graphs(
        "package p\nfunc f() func() int {\n\ti, n := 0, 3\n\treturn func() int { i++; return i + n }\n}\n",
        Release::NEWEST,
    ));
}

#[test]
fn loops_and_append() {
    insta::assert_snapshot!(graphs(
        "package p\nfunc f(xs []int) (all []*int) {\n\tfor _, x := range xs {\n\t\tall = append(all, &x)\n\t}\n\treturn\n}\n",
        Release::NEWEST,
    ));
}

#[test]
fn calls_of_known_and_unknown_functions() {
    insta::assert_snapshot!(graphs(
        "package p\nfunc id(p *int) *int { return p }\nfunc f(g func(*int) *int) *int {\n\tx, y := 1, 2\n\t_ = id(&x)\n\treturn g(&y)\n}\n",
        Release::NEWEST,
    ));
}

/// What must agree: once something escapes, nothing else about it matters.
fn verdicts(solution: &Solution) -> Vec<(LocId, Attrs, String)> {
    let all = |a: Attrs| if a.has(Attrs::ESCAPES) { Attrs::ALL } else { a };
    let leaks = |loc| solution.leaks.get(loc).map(|l| format!("{:?}", l.optimized())).unwrap_or_default();
    solution.attrs.iter().map(|(loc, &a)| (loc, all(a), leaks(loc))).collect()
}

#[test]
fn solvers_agree_on_the_corpus() {
    for program in programs() {
        // Most releases have the same graphs; the same is solved once.
        let mut solved = HashMap::new();
        for release in Release::all() {
            let config = config(release);
            let analysis = driver::analyze(&config, vec![package_of(&program)]);
            let options = Options::new(&config.rules, false);
            for package in &analysis.packages {
                for batch in &package.analysis.batches {
                    let key = format!("{options:?} {:?}", batch.graph);
                    let slow =
                        solved.entry(key).or_insert_with(|| verdicts(&naive::solve(&batch.graph, &options)));
                    let name = program.display();
                    assert_eq!(verdicts(&batch.solution), *slow, "{name}, Go {release}");
                }
            }
        }
    }
}
