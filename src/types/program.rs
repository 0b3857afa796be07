//! All packages of a program after the type checker.
//!
//! In: what `check_package` found out about each package, with the trees that it is about. Out: a
//! look-up by [`PackageId`], for the stages behind.
//! Invariants: packages are added in the order in which the store numbers them, whatever the order
//! in which they were checked.

use super::info::CheckedPackage;
use super::object::PackageId;
use crate::source::Pos;
use crate::syntax::ast;
use rustc_hash::FxHashMap;

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
    packages: Vec<SourcePackage>,
    index: FxHashMap<PackageId, usize>,
}

impl CheckedProgram {
    /// Adds a package.
    pub fn add(&mut self, package: SourcePackage) {
        self.index.insert(package.checked.package, self.packages.len());
        self.packages.push(package);
    }

    /// The package `id`; none for `unsafe`, and for what could not be loaded.
    pub fn package(&self, id: PackageId) -> Option<&SourcePackage> {
        self.index.get(&id).map(|&index| &self.packages[index])
    }

    /// All packages.
    pub fn packages(&self) -> &[SourcePackage] {
        &self.packages
    }
}
