//! Every program of the corpus: valid ones check without error, bad ones have gc's errors.

use super::check_file;
use std::path::{Path, PathBuf};

/// Every program of the corpus, sorted.
pub fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("corpus is readable") {
            let path = entry.expect("corpus is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "go") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What `release` prints for `program` without inlining, and its exit status.
fn recorded(program: &Path, release: &str) -> Option<(String, i32)> {
    let text = std::fs::read_to_string(program.with_extension("rec")).ok()?;
    let key = format!("{release}:ml");
    text.split("\n== ").map(|s| s.strip_prefix("== ").unwrap_or(s)).find_map(|section| {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        let (keys, exit) = head.split_once(" exit ")?;
        keys.split(' ')
            .any(|k| k == key)
            .then(|| (body.trim_end().to_owned(), exit.trim().parse().unwrap_or(0)))
    })
}

fn compare(release: &str, version: &str) {
    let (mut good, mut bad) = (0, Vec::new());
    for program in programs() {
        let Some((text, exit)) = recorded(&program, version) else { continue };
        let source = std::fs::read_to_string(&program).expect("the program is readable");
        let name = program.file_name().expect("a file").to_string_lossy().into_owned();
        let checked = check_file(&format!("./{name}"), &source, release);
        let ours = checked.printed_errors();
        let theirs = if exit == 0 {
            String::new()
        } else {
            text.lines().filter(|l| !l.starts_with("# ")).map(|l| format!("{l}\n")).collect::<String>()
        };
        if ours == theirs {
            good += 1;
        } else {
            bad.push(format!("=== {}\n--- gc\n{theirs}--- goesc\n{ours}", program.display()));
        }
    }
    assert!(bad.is_empty(), "{}\n{} of {} programs differ", bad.join("\n"), bad.len(), good + bad.len());
}

#[test]
fn newest_release() {
    compare("1.27", "1.27.3");
}

#[test]
fn older_releases() {
    for version in ["1.26.6", "1.25.5", "1.24.11", "1.23.9", "1.22.10", "1.21.13"] {
        compare(version, version);
    }
}
