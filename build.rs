//! Generates the parser from `grammar/go.lalrpop` and the list of the playground's files, and packs the
//! texts of the guide.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    lalrpop::Configuration::new()
        .set_in_dir("grammar")
        .emit_rerun_directives(true)
        .process()
        .expect("grammar/go.lalrpop is conflict-free");
    println!("cargo:rerun-if-changed=build.rs");
    list_page();
    pack_guide();
}

/// Writes `page.rs`: the names and bytes of the files in `playground/page`.
fn list_page() {
    let folder =
        Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("playground/page");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    let mut text = String::from("const FILES: &[(&str, &[u8])] = &[\n");
    for name in names {
        let path = folder.join(&name);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    ({name:?}, include_bytes!({:?})),", path.display().to_string());
    }
    text.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("page.rs"), text).expect("OUT_DIR is writable");
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
