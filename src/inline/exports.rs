//! What one package tells its importers about bodies.
//!
//! In: candidates and their bodies. Out: [`Exported`], one for each package; [`Imports`] finds
//! those of other packages.
//! Invariants: an instance of a generic function is with the package that mentions it, whatever
//! declares it.

use super::body::Body;
use super::{Candidate, Context};
use crate::source::Symbol;
use crate::types::{ObjId, PackageId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A function that can be inlined elsewhere.
#[derive(Clone, Debug)]
pub struct Inlinable {
    /// What it costs.
    pub candidate: Candidate,
    /// What is copied; `None` when only its own package can do that.
    pub body: Option<Arc<Body>>,
}

/// What can be inlined of one package.
#[derive(Debug, Default)]
pub struct Exported {
    /// Declared functions and methods.
    pub by_obj: FxHashMap<ObjId, Arc<Inlinable>>,
    /// Instances that it mentions, by linker name.
    pub by_instance: FxHashMap<Symbol, Arc<Inlinable>>,
    /// The objects that the bodies of its generic functions mention.
    pub mentions: FxHashMap<ObjId, Vec<ObjId>>,
    /// Functions of other packages that were inlined in it: its importers can inline them too,
    /// without importing those packages.
    pub passed_on: FxHashSet<ObjId>,
}

/// What can be inlined of other packages.
pub trait Imports: std::fmt::Debug + Sync {
    /// What the declared function or method `obj` of the package `home` costs.
    fn candidate(&self, home: PackageId, obj: ObjId) -> Option<Candidate>;
    /// The same function with its body.
    fn inlinable(&self, home: PackageId, obj: ObjId) -> Option<&Arc<Inlinable>>;
    /// An instance that the package `home` mentions.
    fn instance(&self, home: PackageId, name: Symbol) -> Option<&Arc<Inlinable>>;
    /// What the body of a generic function of the package `home` mentions.
    fn mentions(&self, home: PackageId, obj: ObjId) -> &[ObjId];
    /// Whether importers of `package` can inline `obj` of another one.
    fn passes_on(&self, package: PackageId, obj: ObjId) -> bool;
    /// The packages that are imported, not those that these import.
    fn direct(&self) -> &[PackageId];
}

/// No other packages.
#[derive(Debug)]
pub struct NoImports;

impl Imports for NoImports {
    fn candidate(&self, _: PackageId, _: ObjId) -> Option<Candidate> {
        None
    }

    fn inlinable(&self, _: PackageId, _: ObjId) -> Option<&Arc<Inlinable>> {
        None
    }

    fn instance(&self, _: PackageId, _: Symbol) -> Option<&Arc<Inlinable>> {
        None
    }

    fn mentions(&self, _: PackageId, _: ObjId) -> &[ObjId] {
        &[]
    }

    fn passes_on(&self, _: PackageId, _: ObjId) -> bool {
        false
    }

    fn direct(&self) -> &[PackageId] {
        &[]
    }
}

impl Context<'_> {
    /// What is known about another package's declared function, if a package that is imported
    /// has its body.
    pub fn imported(&self, obj: ObjId) -> Option<Candidate> {
        let home = self.types.object(obj).package?;
        let found = self.imports.candidate(home, obj)?;
        let direct = self.imports.direct();
        let passes_on = |&package: &PackageId| self.imports.passes_on(package, obj);
        (direct.contains(&home) || direct.iter().any(passes_on)).then_some(found)
    }

    /// The body of another package's declared function, under the same condition.
    pub fn imported_body(&self, obj: ObjId) -> Option<Arc<Body>> {
        self.imported(obj)?;
        self.imports.inlinable(self.types.object(obj).package?, obj)?.body.clone()
    }
}
