//! All packages of a program after the type checker.
//!
//! In: what `check_package` found out about each package, with the trees that it is about. Out: a
//! look-up by [`PackageId`], for the stages behind.
//! Invariants: a package that was added stays as it is; packages are in the order in which the
//! program lists them, whatever the order in which they were checked, by any thread.

use super::info::CheckedPackage;
use super::object::PackageId;
use crate::source::Pos;
use crate::syntax::ast;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A package: its trees, and what the checker says about them.
#[derive(Debug)]
pub struct SourcePackage {
    /// The trees of its files, sorted by name.
    pub trees: Vec<ast::File>,
    /// Side tables, one per tree, and the rest.
    pub checked: CheckedPackage,
}

impl SourcePackage {
    /// The file with the top-level declaration around `pos`, and the declaration; `None` if nothing
    /// is known about that.
    pub fn declaration(&self, pos: Pos) -> Option<(usize, ast::DeclId)> {
        declaration(&self.trees, &self.checked, pos)
    }
}

/// [`SourcePackage::declaration`] of a package that is not in a program.
pub fn declaration(trees: &[ast::File], checked: &CheckedPackage, pos: Pos) -> Option<(usize, ast::DeclId)> {
    let file = trees.iter().position(|file| file.id == pos.file)?;
    let ast = &trees[file];
    let after = ast.top_decls.partition_point(|&d| ast.decls[d].span.start <= pos.offset);
    let decl = ast.top_decls[after.checked_sub(1)?];
    (!checked.is_left_out(file, decl)).then_some((file, decl))
}

/// The packages of a program: what the user named, and all that they import.
#[derive(Debug, Default)]
pub struct CheckedProgram {
    packages: Vec<OnceLock<SourcePackage>>,
    index: FxHashMap<PackageId, usize>,
}

impl CheckedProgram {
    /// A program of the packages `ids`, none of which was checked.
    pub fn new(ids: &[PackageId]) -> CheckedProgram {
        CheckedProgram {
            packages: ids.iter().map(|_| OnceLock::new()).collect(),
            index: ids.iter().enumerate().map(|(index, &id)| (id, index)).collect(),
        }
    }

    /// Adds a package that was checked, once.
    pub fn add(&self, package: SourcePackage) {
        if let Some(&index) = self.index.get(&package.checked.package) {
            let _ = self.packages[index].set(package);
        }
    }

    /// The package `id`, if it was checked; none for `unsafe`, and for what could not be loaded.
    pub fn package(&self, id: PackageId) -> Option<&SourcePackage> {
        self.packages[*self.index.get(&id)?].get()
    }

    /// All packages that were checked.
    pub fn packages(&self) -> impl Iterator<Item = &SourcePackage> {
        self.packages.iter().filter_map(OnceLock::get)
    }
}
