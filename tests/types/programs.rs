//! Programs with mistakes, and what the compiler says of them.
//!
//! `programs/NAME.txt` is what Go 1.27.3's `compile -p command-line-arguments NAME.go` printed, with
//! the `-lang` of the program's first line. Where a Go installation is present, that is checked; a
//! new program gets its text from the failing test.

use super::testdata::{compiler_errors, errors_of, language};
use crate::toolchain;
use std::path::PathBuf;

#[test]
fn programs_with_mistakes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/types/programs");
    let go = toolchain::find("programs_with_mistakes: recordings");
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let mut programs: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    programs.retain(|path| path.extension().is_some_and(|e| e == "go"));
    programs.sort();
    assert!(programs.len() > 10);
    let mut bad = String::new();
    for path in programs {
        let source = std::fs::read_to_string(&path).expect("a program");
        let recorded = std::fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        if let Some(go) = &go {
            let now = compiler_errors(go, &path, language(&source));
            if now != recorded {
                bad.push_str(&format!("=== {} is not recorded; gc prints\n{now}", path.display()));
            }
        }
        let ours = errors_of(&path, &source).printed_errors();
        if ours != recorded {
            bad.push_str(&format!("=== {}\n--- gc\n{recorded}--- goesc\n{ours}", path.display()));
        }
    }
    assert!(bad.is_empty(), "{bad}");
}
