//! A module may use only the modules before it in the pipeline (`ARCHITECTURE.md`).

use std::path::{Path, PathBuf};

/// The pipeline; `catalogue`, `parallel` and `release` are there for every stage.
const ORDER: [&str; 17] = [
    "catalogue",
    "parallel",
    "release",
    "source",
    "syntax",
    "types",
    "ir",
    "inline",
    "flow",
    "solve",
    "facts",
    "report",
    "load",
    "driver",
    "guide",
    "playground",
    "cli",
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The crate's modules that a text names after `crate::`.
fn used_modules(text: &str) -> Vec<&str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

#[test]
fn modules_use_only_what_is_before_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let rank = |module: &str| ORDER.iter().position(|&m| m == module);
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&src).expect("below src");
        let module = name.components().next().expect("a file").as_os_str().to_string_lossy();
        let module = module.trim_end_matches(".rs");
        let Some(own) = rank(module) else {
            assert!(["lib", "main"].contains(&module), "{module} has no place in the pipeline");
            continue;
        };
        let text = std::fs::read_to_string(file).expect("readable");
        for used in used_modules(&text) {
            match rank(used) {
                Some(other) if other <= own => {}
                _ => wrong.push(format!("{} uses {used}", name.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
