//! Where packages of the standard library come from.
//!
//! In: an import path. Out: the [`LibraryPackage`] that it names; this is the only place that
//! knows where the library is.
//! Source: `go help packages`, `go help gopath` (vendored packages).

use super::LoadContext;
use std::path::{Path, PathBuf};

/// A package of the standard library or of Go's own commands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LibraryPackage {
    /// Its import path; what the library carries along is `vendor/golang.org/x/…`.
    pub import_path: String,
    /// Its folder.
    pub dir: PathBuf,
}

/// Whether a path can be one of the standard library: nothing else has no dot in its first part.
pub(super) fn is_library_path(path: &str) -> bool {
    !path.split('/').next().unwrap_or_default().contains('.')
}

/// Whether a folder is in the standard library.
pub(super) fn is_in_library(context: LoadContext<'_>, dir: &Path) -> bool {
    context.goroot.is_some_and(|goroot| dir.starts_with(goroot.join("src")))
}

/// The package that `path` names for everyone.
pub(super) fn library_package(context: LoadContext<'_>, path: &str) -> Option<LibraryPackage> {
    let dir = context.goroot?.join("src").join(path);
    (!is_carried(path) && context.tree.is_dir(&dir))
        .then(|| LibraryPackage { import_path: path.to_owned(), dir })
}

/// The package that `path` names in the folder `importer` of the library.
pub(super) fn package_for_library(
    context: LoadContext<'_>,
    importer: &Path,
    path: &str,
) -> Option<LibraryPackage> {
    let src = context.goroot?.join("src");
    // The commands are a module of their own, with a vendor folder of its own.
    let around = if importer.starts_with(src.join("cmd")) { "cmd/vendor" } else { "vendor" };
    let vendored = src.join(around).join(path);
    if context.tree.is_dir(&vendored) {
        return Some(LibraryPackage { import_path: format!("{around}/{path}"), dir: vendored });
    }
    library_package(context, path)
}

/// Tags that users can set and that select files of the library.
const TAGS: &[&str] = &[
    "asan",
    "boringcrypto",
    "cmd_go_bootstrap",
    "compiler_bootstrap",
    "debuglog",
    "faketime",
    "gofuzz",
    "libfuzzer",
    "math_big_pure_go",
    "msan",
    "netcgo",
    "netgo",
    "nethttpomithttp2",
    "noopt",
    "osusergo",
    "purego",
    "quicbasicnet",
    "race",
    "timetzdata",
    "valgrind",
];

/// Whether a tag changes the library.
pub fn changes_library(tag: &str) -> bool {
    TAGS.contains(&tag) || tag.starts_with("goexperiment.") || tag.starts_with("fips140v")
}

/// Why there is no package `path` in the library.
pub(super) fn why_not_in_library(context: LoadContext<'_>, path: &str) -> String {
    match context.goroot {
        Some(_) if is_carried(path) => "use of vendored package not allowed".into(),
        Some(goroot) => format!("package {path} is not in std ({})", goroot.join("src").join(path).display()),
        None => format!(
            "package {path} needs the standard library's source: name a Go installation with --goroot"
        ),
    }
}

/// Whether a path names what the library carries along for itself.
fn is_carried(path: &str) -> bool {
    path.starts_with("vendor/") || path.starts_with("cmd/vendor/")
}
