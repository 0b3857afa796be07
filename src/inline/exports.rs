//! What one package tells its importers about bodies.
//!
//! In: candidates and their bodies. Out: [`Exported`], one for each package; [`Imports`] is those
//! of all packages that are known.
//! Invariants: an instance of a generic function is with the package that mentions it, whatever
//! declares it.

use super::Candidate;
use super::body::Body;
use crate::source::Symbol;
use crate::types::{ObjId, PackageId, TypeStore};
use rustc_hash::FxHashMap;
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
}

/// What can be inlined of other packages.
#[derive(Clone, Debug, Default)]
pub struct Imports {
    /// By package.
    pub packages: FxHashMap<PackageId, Arc<Exported>>,
}

impl Imports {
    /// What is known about a declared function.
    pub fn by_obj(&self, types: &TypeStore, obj: ObjId) -> Option<&Arc<Inlinable>> {
        self.packages.get(&types.object(obj).package?)?.by_obj.get(&obj)
    }

    /// What is known about an instance that `package` mentions.
    pub fn by_instance(&self, package: PackageId, name: Symbol) -> Option<&Arc<Inlinable>> {
        self.packages.get(&package)?.by_instance.get(&name)
    }
}
