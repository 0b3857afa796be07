//! Go's own test data for its type checkers, as bad input: nothing panics, and programs without
//! imports have the compiler's errors, byte for byte. Does nothing without a Go installation, see
//! `tests/toolchain.rs`.

use super::{Checked, check_as};
use crate::toolchain::{self, Toolchain};
use goesc::release::Release;
use goesc::source::Diagnostic;
use std::path::{Path, PathBuf};

/// How many of the programs must agree; may only rise.
const AGREEING: usize = 330;

pub fn go_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("test data is readable") {
        let path = entry.expect("test data is readable").path();
        if path.is_dir() {
            go_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "go") {
            found.push(path);
        }
    }
}

/// Whether every build leaves a text out. (One such text takes the compiler minutes.)
fn is_ignored(source: &str) -> bool {
    source.lines().any(|line| line.starts_with("//go:build ignore"))
}

/// What a first line `// -lang=go1.N` asks for.
pub fn language(source: &str) -> Option<u8> {
    let flags = source.lines().next()?.strip_prefix("//")?;
    flags.trim_start().strip_prefix("-lang=go1.")?.trim_end().parse().ok()
}

/// The compiler's errors, with the file's name alone.
pub fn compiler_errors(go: &Toolchain, path: &Path, language: Option<u8>) -> String {
    // The compiler deletes its output after an error: it must be a file of ours, never a device.
    let name = path.file_name().expect("a file").to_string_lossy();
    let object = std::env::temp_dir().join(format!("goesc-testdata-{}-{name}.o", std::process::id()));
    let mut command = go.tool("compile");
    command.args(["-p", "command-line-arguments", "-o"]).arg(&object);
    if let Some(minor) = language {
        command.arg(format!("-lang=go1.{minor}"));
    }
    let output = command.arg(path).output().expect("the compiler runs");
    let _ = std::fs::remove_file(&object);
    let folder = format!("{}/", path.parent().expect("a folder").display());
    String::from_utf8_lossy(&output.stdout).replace(&folder, "")
}

/// What the checker makes of a program.
pub fn errors_of(path: &Path, source: &str) -> Checked {
    let name = path.file_name().expect("a file").to_string_lossy();
    let rules = Release::parse("1.27").expect("a known release").rules();
    check_as(&name, source, rules, language(source))
}

/// Compares one program; `None` if it needs others. What differs, if anything.
fn compare(go: &Toolchain, path: &Path) -> Option<Option<String>> {
    let source = std::fs::read_to_string(path).ok().filter(|source| !is_ignored(source))?;
    let checked = errors_of(path, &source);
    let needs_others = |e: &Diagnostic| e.message.contains("could not import");
    if checked.package.errors.iter().any(needs_others) {
        return None;
    }
    let (ours, theirs) = (checked.printed_errors(), compiler_errors(go, path, language(&source)));
    let differ = || format!("=== {}\n--- gc\n{theirs}--- goesc\n{ours}", path.display());
    Some((ours != theirs).then(differ))
}

#[test]
fn errors_of_go_test_data() {
    let Some(go) = toolchain::find("errors_of_go_test_data") else { return };
    let mut files = Vec::new();
    go_files(&go.root.join("src/internal/types/testdata"), &mut files);
    files.sort();
    let middle = files.len() / 2;
    // Nearly all of the time goes into waiting for the compiler.
    let half = |files: &[PathBuf]| files.iter().filter_map(|path| compare(&go, path)).collect::<Vec<_>>();
    let outcomes = std::thread::scope(|scope| {
        let second = scope.spawn(|| half(&files[middle..]));
        let mut outcomes = half(&files[..middle]);
        outcomes.extend(second.join().expect("no comparison fails"));
        outcomes
    });
    let compared = outcomes.len();
    let bad: Vec<String> = outcomes.into_iter().flatten().collect();
    let agreeing = compared - bad.len();
    println!("{}\n{agreeing} of {compared} programs agree", bad.join("\n"));
    assert!(agreeing >= AGREEING, "{agreeing} of {compared} programs agree, less than before");
}
