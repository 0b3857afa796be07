//! From an import to the folder of the package that it names.
//!
//! In: an import path, and the package that says it. Out: an [`ImportTarget`], and its files; or an
//! [`ImportProblem`].
//! Invariants: a package has one import path, whoever imports it.
//! Source: `go help packages`, `go help gopath` (internal and vendored packages); the go command
//! 1.27.3 for the wording of errors.

use super::LoadContext;
use super::folder::{NoPackage, PackageFiles, read_folder};
use super::library::{
    LibraryPackage, is_in_library, is_library_path, library_package, package_for_library, why_not_in_library,
};
use super::module::check_path;
use super::pattern::COMMAND_LINE;
use std::path::{Path, PathBuf};

/// An imported package before it is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportTarget {
    /// Its import path, which differs from what the import says for what the standard library
    /// carries along: `vendor/golang.org/x/…`.
    pub import_path: String,
    /// Its folder.
    pub dir: PathBuf,
    /// Minor version of its language; `None` for the release's own.
    pub language: Option<u8>,
    /// Whether it is part of the standard library.
    pub std: bool,
}

/// Why an import names no package. The texts are the go command's, which says where in different
/// ways.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ImportProblem {
    /// Behind the position of the import.
    At(String),
    /// Behind the position of the import and the packages that lead there.
    AtWithWay(String),
    /// Behind the packages that lead there, the imported one included.
    Way(String),
    /// On its own.
    Alone(String),
    /// Nothing is known about the standard library, which would have it.
    NoLibrary,
}

impl ImportProblem {
    /// What is wrong, without where.
    pub fn text(&self) -> &str {
        match self {
            ImportProblem::At(text)
            | ImportProblem::AtWithWay(text)
            | ImportProblem::Way(text)
            | ImportProblem::Alone(text) => text,
            ImportProblem::NoLibrary => "the standard library is not known",
        }
    }
}

/// Finds the package that `path` names in the package of the folder `dir`, whose import path is
/// `importer`.
///
/// # Errors
/// Why there is none.
pub fn find_import(
    context: LoadContext<'_>,
    importer: &str,
    dir: &Path,
    path: &str,
) -> Result<ImportTarget, ImportProblem> {
    let at = |text: String| Err(ImportProblem::At(text));
    if path == "C" {
        return at("goesc builds without cgo".into());
    }
    if matches!(path, "." | "..") || path.starts_with("./") || path.starts_with("../") {
        return at(format!(
            "{path:?} is relative, but relative import paths are not supported in module mode"
        ));
    }
    if path.starts_with('/') {
        return at(format!("{path:?} is not a package path; see 'go help packages'"));
    }
    if matches!(path, "all" | "std" | "cmd" | "tool" | "work") {
        return at(format!("{path:?} is not an importable package; see 'go help packages'"));
    }
    if path.contains('@') {
        let text = "can only use path@version syntax with 'go get' and 'go install' in module-aware mode";
        return Err(ImportProblem::Way(text.into()));
    }
    if let Err(reason) = check_path(path) {
        return at(format!("malformed import path {path:?}: {reason}"));
    }
    let from_std = is_in_library(context, dir);
    let library = match from_std {
        true => package_for_library(context, dir, path),
        false => library_package(context, path),
    };
    let target = match library {
        Some(LibraryPackage { import_path, dir }) => {
            ImportTarget { import_path, dir, language: None, std: true }
        }
        None if from_std => return at(why_not_in_library(context, path)),
        None => match context.modules.find(context.tree, path) {
            Ok(found) => ImportTarget {
                import_path: found.import_path,
                dir: found.dir,
                language: Some(found.language),
                std: false,
            },
            Err(Some(reason)) => return at(reason),
            Err(None) if lacks_library(context, path) => return Err(ImportProblem::NoLibrary),
            Err(None) => return at(not_found(context, path)),
        },
    };
    if !may_use_internal(&path_of_importer(context, importer, dir), from_std, &target) {
        let text = format!("use of internal package {} not allowed", target.import_path);
        return Err(ImportProblem::AtWithWay(text));
    }
    Ok(target)
}

/// Whether `path` can only be in the standard library, and nobody knows where that is.
fn lacks_library(context: LoadContext<'_>, path: &str) -> bool {
    context.goroot.is_none() && is_library_path(path) && !is_of_main_module(context, path)
}

/// Whether `path` is below that of a main module.
fn is_of_main_module(context: LoadContext<'_>, path: &str) -> bool {
    context.modules.mains().iter().any(|main| path.starts_with(&format!("{}/", main.file.path)))
}

/// Why no module has the package `path`.
pub(super) fn not_found(context: LoadContext<'_>, path: &str) -> String {
    if !is_library_path(path) {
        return context.modules.why_not_required(path);
    }
    match context.goroot.is_none() && is_of_main_module(context, path) {
        true => format!("package {path} is not in std"),
        false => why_not_in_library(context, path),
    }
}

/// Reads an imported package.
///
/// # Errors
/// Why that is not possible.
pub fn load_import(context: LoadContext<'_>, target: &ImportTarget) -> Result<PackageFiles, ImportProblem> {
    let ImportTarget { import_path, dir, language, std } = target;
    match read_folder(context, dir, false) {
        Ok(folder) => Ok(PackageFiles {
            import_path: import_path.clone(),
            language: *language,
            standard: *std,
            foreign_code: *std || folder.package.foreign_code,
            ..folder.package
        }),
        Err(reason @ NoPackage::OnlyTests) => Err(ImportProblem::Alone(reason.text(import_path, dir))),
        Err(NoPackage::Excluded) => {
            let text = format!("build constraints exclude all Go files in {}", dir.display());
            Err(ImportProblem::Way(text))
        }
        // The go command knows no folder without Go files.
        Err(NoPackage::Empty) if *std => Err(ImportProblem::At(why_not_in_library(context, import_path))),
        Err(reason) => Err(ImportProblem::At(reason.text(import_path, dir))),
    }
}

/// The path that decides what a package may import: for files named one by one, that of their
/// folder; for tests that of the tested package.
fn path_of_importer(context: LoadContext<'_>, importer: &str, dir: &Path) -> String {
    if importer == COMMAND_LINE {
        return context
            .modules
            .package_at(context.tree, dir)
            .map(|package| package.import_path)
            .unwrap_or_default();
    }
    let path = importer.split(" [").next().unwrap_or_default();
    let is_outer_test = importer.len() > path.len() && path.ends_with("_test");
    path.strip_suffix("_test").filter(|_| is_outer_test).unwrap_or(path).to_owned()
}

/// Packages below a folder `internal` are for the tree around that folder.
fn may_use_internal(importer: &str, from_std: bool, target: &ImportTarget) -> bool {
    let path = target.import_path.as_str();
    let Some(at) = internal_at(path) else { return true };
    let parent = path[..at].trim_end_matches('/');
    let is_around =
        importer == parent || importer.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'));
    if target.std { from_std && (parent.is_empty() || is_around) } else { parent.is_empty() || is_around }
}

/// Where the last element `internal` of a path starts.
fn internal_at(path: &str) -> Option<usize> {
    let mut start = 0;
    let mut found = None;
    for part in path.split('/') {
        if part == "internal" {
            found = Some(start);
        }
        start += part.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal() {
        assert_eq!(internal_at("internal/abi"), Some(0));
        assert_eq!(internal_at("m/a/internal"), Some(4));
        assert_eq!(internal_at("m/internals/a"), None);
        let target =
            |path: &str, std| ImportTarget { import_path: path.into(), dir: "/".into(), language: None, std };
        assert!(may_use_internal("fmt", true, &target("internal/abi", true)));
        assert!(!may_use_internal("m", false, &target("internal/abi", true)));
        assert!(!may_use_internal("fmt", true, &target("net/internal/socktest", true)));
        assert!(may_use_internal("m/a/b", false, &target("m/a/internal/x", false)));
        assert!(!may_use_internal("m/ab", false, &target("m/a/internal/x", false)));
    }
}
