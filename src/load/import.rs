//! From an import to the folder of the package that it names.
//!
//! In: an import path, and the package that says it. Out: an [`ImportTarget`], and its files.
//! Invariants: a package has one import path, whoever imports it.
//! Source: `go help packages`, `go help gopath` (internal and vendored packages); the go command
//! 1.27.3 for the wording of errors.

use super::pattern::load_folder;
use super::{LoadContext, Module, PackageFiles};
use std::path::{Path, PathBuf};

/// An imported package before it is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportTarget {
    /// Its import path, which differs from what the import says for what the standard library
    /// carries along: `vendor/golang.org/x/…`.
    pub import_path: String,
    /// Its folder.
    pub dir: PathBuf,
    /// Whether it is part of the standard library.
    pub std: bool,
}

/// Why nothing of the standard library is found without a Go installation.
pub const NEEDS_SOURCE: &str =
    "the standard library's source is needed: name a Go installation with --goroot";

/// Finds the package that `path` names in the package of the folder `dir`, whose import path is
/// `importer`.
///
/// # Errors
/// Why there is none, in words that follow the position of the import.
pub fn find_import(
    context: LoadContext<'_>,
    importer: &str,
    dir: &Path,
    path: &str,
) -> Result<ImportTarget, String> {
    if path == "C" {
        return Err("goesc builds without cgo".into());
    }
    if path.starts_with("./") || path.starts_with("../") || path.starts_with('/') {
        return Err("relative import paths are not supported in modules".into());
    }
    let parts_of = |text: &str| text.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !parts_of(path) {
        return Err("malformed import path".into());
    }
    let tree = context.tree;
    let std_root = context.goroot.map(|goroot| goroot.join("src"));
    let from_std = std_root.as_deref().is_some_and(|root| dir.starts_with(root));
    let target = |import_path: String, dir: PathBuf, std| ImportTarget { import_path, dir, std };
    let mut found = None;
    if let Some(root) = &std_root {
        // The commands are a module of their own, with a vendor folder of its own.
        let around = if dir.starts_with(root.join("cmd")) { "cmd/vendor" } else { "vendor" };
        let vendored = root.join(around).join(path);
        let own = root.join(path);
        if from_std && tree.is_dir(&vendored) {
            found = Some(target(format!("{around}/{path}"), vendored, true));
        } else if !path.starts_with("vendor/") && !path.starts_with("cmd/vendor/") && tree.is_dir(&own) {
            found = Some(target(path.to_owned(), own, true));
        }
    }
    if found.is_none()
        && let Some(module) = Module::around(tree, dir).filter(|_| !from_std)
        && let Some(rest) = path.strip_prefix(module.path.as_str())
        && (rest.is_empty() || rest.starts_with('/'))
    {
        let dir = module.root.join(rest.trim_start_matches('/'));
        if !tree.is_dir(&dir) {
            return Err(format!("module {} has no folder for it", module.path));
        }
        found = Some(target(path.to_owned(), dir, false));
    }
    let Some(found) = found else { return Err(missing(context, path)) };
    if !may_use_internal(importer, from_std, &found) {
        return Err("use of internal package not allowed".into());
    }
    Ok(found)
}

/// Reads an imported package.
///
/// # Errors
/// Why that is not possible.
pub fn load_import(context: LoadContext<'_>, target: &ImportTarget) -> Result<PackageFiles, String> {
    let mut package = load_folder(context, &target.dir)?;
    package.import_path.clone_from(&target.import_path);
    Ok(package)
}

fn missing(context: LoadContext<'_>, path: &str) -> String {
    let first = path.split('/').next().unwrap_or_default();
    match context.goroot {
        _ if first.contains('.') => "goesc does not load packages of other modules yet".into(),
        Some(_) => format!("package {path} is not in std"),
        None => NEEDS_SOURCE.into(),
    }
}

/// Packages below a folder `internal` are for the tree around that folder.
fn may_use_internal(importer: &str, from_std: bool, target: &ImportTarget) -> bool {
    let path = target.import_path.as_str();
    let Some(at) = internal_at(path) else { return true };
    let parent = path[..at].trim_end_matches('/');
    if target.std {
        return from_std
            && (parent.is_empty() || importer == parent || importer.starts_with(&format!("{parent}/")));
    }
    // Files named one by one belong to their folder's module, whatever their package is called.
    importer == super::pattern::COMMAND_LINE
        || importer == parent
        || importer.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'))
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
        let target = |path: &str, std| ImportTarget { import_path: path.into(), dir: "/".into(), std };
        assert!(may_use_internal("fmt", true, &target("internal/abi", true)));
        assert!(!may_use_internal("m", false, &target("internal/abi", true)));
        assert!(!may_use_internal("fmt", true, &target("net/internal/socktest", true)));
        assert!(may_use_internal("m/a/b", false, &target("m/a/internal/x", false)));
        assert!(!may_use_internal("m/ab", false, &target("m/a/internal/x", false)));
    }
}
