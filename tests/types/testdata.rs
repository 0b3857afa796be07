//! Go's own test data for its type checkers, as bad input: nothing panics, and programs without
//! imports and generics have the compiler's errors. Does nothing without a Go installation, see
//! `tests/toolchain.rs`.

use super::check_file;
use crate::toolchain::{self, Toolchain};
use std::path::{Path, PathBuf};

/// How many of the programs must agree; may only rise.
const AGREEING: usize = 118;

fn go_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("test data is readable") {
        let path = entry.expect("test data is readable").path();
        if path.is_dir() {
            go_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "go") {
            found.push(path);
        }
    }
}

/// The compiler's errors, with the file's name alone.
fn compiler_errors(go: &Toolchain, path: &Path) -> String {
    // The compiler deletes its output after an error: it must be a file of ours, never a device.
    let object = std::env::temp_dir().join(format!("goesc-testdata-{}.o", std::process::id()));
    let args = ["tool", "compile", "-p", "command-line-arguments", "-o"];
    let output = go.go().args(args).arg(&object).arg(path).output().expect("go runs");
    let _ = std::fs::remove_file(&object);
    let folder = format!("{}/", path.parent().expect("a folder").display());
    String::from_utf8_lossy(&output.stdout).replace(&folder, "")
}

#[test]
fn errors_of_go_test_data() {
    let Some(go) = toolchain::find("errors_of_go_test_data") else { return };
    let mut files = Vec::new();
    go_files(&go.root.join("src/internal/types/testdata"), &mut files);
    files.sort();
    let (mut compared, mut bad) = (0, Vec::new());
    for path in files {
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let checked = check_file(&name, &source, "1.27");
        let skipped = ["goesc does not support", "could not import"];
        if checked.package.errors.iter().any(|e| skipped.iter().any(|s| e.message.contains(s))) {
            continue;
        }
        compared += 1;
        let (ours, theirs) = (checked.printed_errors(), compiler_errors(&go, &path));
        if ours != theirs {
            bad.push(format!("=== {}\n--- gc\n{theirs}--- goesc\n{ours}", path.display()));
        }
    }
    let agreeing = compared - bad.len();
    println!("{}\n{agreeing} of {compared} programs agree", bad.join("\n"));
    assert!(agreeing >= AGREEING, "{agreeing} of {compared} programs agree, less than before");
}
