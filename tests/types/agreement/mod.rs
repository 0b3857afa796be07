//! Every expression, name and selector of the corpus and of the standard library, against Go's own
//! type checker: what `tests/tools/typedump.go` prints, recorded for the corpus, live for the rest.

mod facts;
mod library;

use super::check_with;
use crate::corpus::programs;
use crate::toolchain::{self, Toolchain};
use facts::{Checked, Facts};
use goesc::release::{Release, Rules};
use std::collections::BTreeSet;
use std::path::Path;

/// How many expressions of the corpus were compared at least; it may only rise.
const CORPUS_EXPRESSIONS: usize = 50_504;

/// The newest rules, but a range over an array counts to a constant only for the compiler.
fn rules() -> Rules {
    Rules { range_counts_arrays: false, ..Release::NEWEST.rules() }
}

/// What we say about a program of the corpus.
fn ours(path: &Path) -> Facts {
    let source = std::fs::read_to_string(path).expect("the program is readable");
    let name = path.file_name().expect("a file").to_string_lossy();
    let checked = check_with(&name, &source, rules());
    facts::facts(&Checked {
        sources: &checked.sources,
        store: &checked.store,
        trees: &[&checked.file],
        package: &checked.package,
        foreign: &Default::default(),
    })
}

/// What `typedump` prints: packages, each with its name.
fn typedump(go: &Toolchain, arguments: &[&str]) -> Vec<(String, String)> {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/typedump.go");
    let mut command = go.go();
    command.current_dir(go.root.join("src")).arg("run").arg(tool).args(arguments);
    let output = command.output().expect("go runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let section = |section: &str| {
        let (name, body) = section.trim_start_matches("== ").split_once('\n').expect("a name and facts");
        (name.to_owned(), body.trim_end_matches('\n').to_owned() + "\n")
    };
    text.split("\n== ").map(section).collect()
}

/// Differences from what Go says.
#[derive(Default)]
struct Comparison {
    expressions: usize,
    different: Vec<String>,
}

impl Comparison {
    fn compare(&mut self, package: &str, theirs: &Facts, ours: &Facts) {
        let none = BTreeSet::new();
        let files: BTreeSet<&String> = theirs.keys().chain(ours.keys()).collect();
        for file in files {
            let (theirs, ours) = (theirs.get(file).unwrap_or(&none), ours.get(file).unwrap_or(&none));
            self.expressions += theirs.iter().filter(|line| line.starts_with("T ")).count();
            let line = |whose: &str, line: &String| format!("{package} {file}: {whose} {line}");
            self.different.extend(theirs.difference(ours).map(|l| line("go  ", l)));
            self.different.extend(ours.difference(theirs).map(|l| line("ours", l)));
        }
    }

    /// Fails if anything differs, or if fewer expressions than `least` were compared.
    fn finish(mut self, least: usize) {
        println!("{} expressions have the type that go/types gives them", self.expressions);
        self.different.sort();
        let shown: Vec<&str> = self.different.iter().take(40).map(String::as_str).collect();
        assert!(shown.is_empty(), "{}\n{} facts differ", shown.join("\n"), self.different.len());
        assert!(
            self.expressions >= least,
            "{} expressions compared, once there were {least}",
            self.expressions
        );
    }
}

#[test]
fn types_of_the_corpus() {
    let mut comparison = Comparison::default();
    for program in programs() {
        let recording = program.with_extension("types");
        let recorded = std::fs::read_to_string(&recording)
            .unwrap_or_else(|e| panic!("{}: {e}; record it with corpus/record-types", recording.display()));
        if recorded.starts_with("does not parse") {
            continue;
        }
        comparison.compare(&program.display().to_string(), &facts::read(&recorded), &ours(&program));
    }
    comparison.finish(CORPUS_EXPRESSIONS);
}

#[test]
fn recorded_types_are_fresh() {
    let Some(go) = toolchain::find("recorded_types_are_fresh") else { return };
    let programs: Vec<String> = programs().iter().map(|p| p.display().to_string()).collect();
    let arguments: Vec<&str> = ["-files"].into_iter().chain(programs.iter().map(String::as_str)).collect();
    for (program, body) in typedump(&go, &arguments) {
        let recorded = std::fs::read_to_string(Path::new(&program).with_extension("types"));
        assert_eq!(recorded.ok().as_ref(), Some(&body), "{program}: record it with corpus/record-types");
    }
}
