//! Every expression, name and selector of the corpus and of the standard library, against Go's own
//! type checker as `tests/tools/typedump.go` prints it.

mod facts;
mod std;

use super::check_with;
use crate::corpus::programs;
use crate::toolchain;
use facts::{Checked, Facts};
use goesc::release::{Release, Rules};
use ::std::collections::BTreeSet;
use ::std::path::Path;

/// What we say about a program of the corpus.
fn ours(path: &Path) -> Facts {
    let source = ::std::fs::read_to_string(path).expect("the program is readable");
    let name = path.file_name().expect("a file").to_string_lossy();
    let checked = check_with(&name, &source, rules());
    let (sources, store, trees) = (&checked.sources, &checked.store, &[&checked.file]);
    facts::facts(&Checked { sources, store, trees, foreign: &Default::default(), package: &checked.package })
}

/// The newest rules, but a range over an array counts to a constant only for the compiler.
fn rules() -> Rules {
    Rules { range_counts_arrays: false, ..Release::NEWEST.rules() }
}

/// The differences between two accounts of a package, and how many expressions theirs has.
fn compare(package: &str, theirs: &Facts, ours: &Facts, different: &mut Vec<String>) -> usize {
    let none = BTreeSet::new();
    let files: BTreeSet<&String> = theirs.keys().chain(ours.keys()).collect();
    let mut expressions = 0;
    for file in files {
        let (theirs, ours) = (theirs.get(file).unwrap_or(&none), ours.get(file).unwrap_or(&none));
        expressions += theirs.iter().filter(|line| line.starts_with('T')).count();
        different.extend(theirs.difference(ours).map(|line| format!("{package} {file}: go   {line}")));
        different.extend(ours.difference(theirs).map(|line| format!("{package} {file}: ours {line}")));
    }
    expressions
}

#[test]
fn same_types_as_go() {
    let Some(go) = toolchain::find("same_types_as_go") else { return };
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/typedump.go");
    let output = go.go().arg("run").arg(tool).arg("-files").args(programs()).output().expect("go runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut expressions, mut different) = (0, Vec::new());
    for section in text.split("\n== ") {
        let (path, body) = section.trim_start_matches("== ").split_once('\n').expect("a section starts with its path");
        if path.contains("/errors/") || body.starts_with("does not parse") {
            continue;
        }
        expressions += compare(path, &facts::read(body), &ours(Path::new(path)), &mut different);
    }
    finish(expressions, different);
}

fn finish(expressions: usize, mut different: Vec<String>) {
    println!("{expressions} expressions compared with go/types");
    different.sort();
    if let Some(file) = ::std::env::var_os("GOESC_DIFFERENCES") {
        ::std::fs::write(file, different.join("\n")).expect("writable");
    }
    let list: Vec<&str> = different.iter().take(40).map(String::as_str).collect();
    assert!(different.is_empty(), "{}\n{} lines differ", list.join("\n"), different.len());
}
