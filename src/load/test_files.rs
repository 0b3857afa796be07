//! What is compiled for the tests of a package.
//!
//! In: a folder with test files. Out: the packages as `go list -test` lists them: the package
//! itself, `p [p.test]` with the test files that belong to it, and `p_test [p.test]`.
//! Invariants: with test files of its own the package itself is only compiled when another needs it.
//! Source: `go help test`; what `go test -gcflags=-m` prints headers for.

use super::folder::{Folder, LoadedFile, PackageFiles};
use crate::ir::pass::abi_wrappers::Assembly;

/// What the package `path` is called when it is compiled for the tests of `tested`.
pub fn variant_path(path: &str, tested: &str) -> String {
    format!("{path} [{tested}.test]")
}

/// The packages of a folder.
pub(super) fn with_variants(folder: Folder) -> Vec<PackageFiles> {
    let Folder { mut package, tests, outer_tests } = folder;
    let tested = package.import_path.clone();
    let mut variants = Vec::new();
    if !tests.is_empty() {
        let mut files: Vec<LoadedFile> = package.files.iter().cloned().chain(tests).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        variants.push(PackageFiles {
            import_path: variant_path(&tested, &tested),
            files,
            test_of: Some(tested.clone()),
            // Said once.
            problems: if package.files.is_empty() { package.problems.clone() } else { Vec::new() },
            ..package.clone()
        });
        package.in_background = true;
    }
    if !outer_tests.is_empty() {
        variants.push(PackageFiles {
            import_path: variant_path(&format!("{tested}_test"), &tested),
            files: outer_tests,
            test_of: Some(tested),
            foreign_code: package.standard,
            assembly: Assembly::default(),
            problems: Vec::new(),
            in_background: false,
            ..package.clone()
        });
    }
    let itself =
        (!package.files.is_empty() || !package.problems.is_empty() && variants.is_empty()).then_some(package);
    itself.into_iter().chain(variants).collect()
}
