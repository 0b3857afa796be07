//! Generates the parser from `grammar/go.lalrpop`, and packs the texts of the guide.

use std::path::{Path, PathBuf};

fn main() {
    lalrpop::Configuration::new()
        .set_in_dir("grammar")
        .emit_rerun_directives(true)
        .process()
        .expect("grammar/go.lalrpop is conflict-free");
    println!("cargo:rerun-if-changed=build.rs");
    pack_guide();
}

/// Packs programs, recordings and texts of `corpus/lessons` and `corpus/pages` into one file, which
/// `guide::archive` reads: for each a line `NAME LENGTH` and the bytes, all compressed (zlib).
fn pack_guide() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut packed = Vec::new();
    for folder in ["lessons", "pages"] {
        let path = root.join("corpus").join(folder);
        println!("cargo:rerun-if-changed={}", path.display());
        for file in guide_files(&path) {
            let bytes = std::fs::read(&file).expect("the file is readable");
            let name = file.file_name().expect("a file").to_string_lossy();
            packed.extend_from_slice(format!("{folder}/{name} {}\n", bytes.len()).as_bytes());
            packed.extend_from_slice(&bytes);
        }
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let compressed = miniz_oxide::deflate::compress_to_vec_zlib(&packed, 9);
    std::fs::write(out.join("guide.bin"), compressed).expect("OUT_DIR is writable");
}

/// Programs, recordings and texts, sorted.
fn guide_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is readable");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.retain(|file| {
        let is_part = file.extension().is_some_and(|e| e == "go" || e == "rec" || e == "md");
        is_part && file.file_name().is_some_and(|name| name != "README.md")
    });
    files.sort();
    files
}
