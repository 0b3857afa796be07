//! Types and constant values of all expressions of the corpus, against the standard library's
//! own type checker. Does nothing without a Go installation, see `tests/toolchain.rs`.

use super::check_with;
use crate::corpus::programs;
use crate::toolchain;
use goesc::release::{Release, Rules};
use goesc::source::Pos;
use goesc::types::typestring::{TypeCx, type_string};
use goesc::types::{Mode, TypeId};
use std::collections::BTreeSet;
use std::path::Path;

/// What we say, in the words of `tests/tools/typedump.go`.
fn ours(path: &Path) -> BTreeSet<String> {
    let source = std::fs::read_to_string(path).expect("the program is readable");
    // That a range over an array counts to a constant is the compiler's own view.
    let rules = Rules { range_counts_arrays: false, ..Release::NEWEST.rules() };
    let checked = check_with("a.go", &source, rules);
    let cx = TypeCx::new(&checked.store, &checked.sources.interner, checked.package.package);
    let place = |offset| {
        let (line, column) = checked.sources.line_column(Pos::new(checked.file.id, offset));
        format!("{line}:{column}")
    };
    let mut lines = BTreeSet::new();
    for (id, entry) in checked.package.files[0].expr_type.iter() {
        if entry.mode == Mode::Nil {
            continue;
        }
        let expr = checked.file.exprs[id];
        let mut line = format!("{}-{} ", place(expr.span.start), place(expr.span.end));
        match entry.mode {
            Mode::NoValue => line.push_str("()"),
            Mode::Builtin(_) => line.push_str("builtin"),
            Mode::Type => line.push_str(&format!("type {}", type_string(cx, entry.ty))),
            _ => line.push_str(&type_string(cx, entry.ty)),
        }
        if let Some(value) = &entry.value {
            line.push_str(&format!(" = {value}"));
        }
        let line = alike(&line);
        if entry.ty != TypeId::INVALID || matches!(entry.mode, Mode::Builtin(_)) {
            lines.insert(line);
        }
    }
    lines
}

/// A line without what may differ: strings that are copied or appended have a type of ours, and
/// complex constants without imaginary part are complex.
fn alike(line: &str) -> String {
    let line = line.replace(" untyped string = ", " string = ");
    match line.strip_suffix(" + 0i)").and_then(|line| line.rsplit_once(" = (")) {
        Some((start, value)) => format!("{start} = {value}"),
        None => line,
    }
}

#[test]
fn same_types_as_go() {
    let Some(go) = toolchain::find("same_types_as_go") else { return };
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/typedump.go");
    let output = go.go().arg("run").arg(tool).arg("--").args(programs()).output().expect("go runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut lines, mut different) = (0, Vec::new());
    for section in text.split("== ").filter(|s| s.starts_with('/')) {
        let (path, body) = section.split_once('\n').expect("a section starts with its path");
        if path.contains("/errors/") || body.starts_with("does not parse") {
            continue;
        }
        let theirs: BTreeSet<String> = body.lines().map(alike).collect();
        let ours = ours(Path::new(path));
        lines += theirs.len();
        different.extend(theirs.difference(&ours).map(|l| format!("{path}: go   {l}")));
        different.extend(ours.difference(&theirs).map(|l| format!("{path}: ours {l}")));
    }
    different.sort();
    assert!(different.is_empty(), "{}\n{} of {lines} lines differ", different.join("\n"), different.len());
}
