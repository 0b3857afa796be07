//! What type parameters stand for.

use super::Layout;
use crate::types::{ObjId, TypeId};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Something with type parameters that has dictionaries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(in crate::ir) enum Generic {
    /// A function, or a method with type parameters of its own.
    Func(ObjId),
    /// A defined type; its methods share its dictionaries.
    Type(TypeId),
}

/// An instance of a generic object, and what its dictionary holds.
#[derive(Clone, Debug)]
pub(in crate::ir) struct Dict {
    /// What it is an instance of.
    pub generic: Generic,
    /// Its type arguments; shapes when it is compiled for shapes.
    pub args: Vec<TypeId>,
    /// Whether it is compiled for shapes.
    pub shaped: bool,
    /// The contents of the dictionary; unknown while they are being found out.
    pub layout: Option<Arc<Layout>>,
}

/// What the type parameters of one function stand for.
#[derive(Debug)]
pub(in crate::ir) struct Env {
    /// The type parameters that its declaration names.
    pub params: Vec<TypeId>,
    /// A type for each.
    pub args: Vec<TypeId>,
    /// The instance that it belongs to.
    pub dict: Dict,
    /// The bytes of the declaration, in which types may be declared that depend on the parameters.
    pub file: crate::source::FileId,
    /// See `file`.
    pub span: Range<u32>,
    /// Types that were replaced before.
    pub known: Mutex<FxHashMap<TypeId, TypeId>>,
}

impl Env {
    /// What `ty` was replaced by before.
    pub fn known(&self, ty: TypeId) -> Option<TypeId> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&ty).copied()
    }

    /// From now on `new` replaces `ty`.
    pub fn remember(&self, ty: TypeId, new: TypeId) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(ty, new);
    }
}
