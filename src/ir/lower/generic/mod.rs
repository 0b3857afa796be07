//! Instances of generic functions and types.
//!
//! In: uses of generic code with type arguments. Out: for each instance that is used two functions:
//! one compiled for the shapes of the arguments, which takes a dictionary, and one with the
//! arguments themselves that calls it.
//! Invariants: an instance is made once for a spelling of its arguments; bodies are lowered when
//! nothing else is left to do, the last one met first.
//! Source: gc 1.21 to 1.27: shapes and dictionaries of unified IR.

mod body;
mod env;
mod layout;
mod method;
mod reference;
mod shaper;

pub(in crate::ir) use env::{Dict, Env, Generic};
pub(in crate::ir) use layout::{Layout, Recorder};
pub(in crate::ir) use shaper::Shaper;

use crate::ir::node::FuncId;
use crate::types::{ObjId, SourcePackage, TypeId, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A source of generic functions of packages that are not in the program.
pub trait SuppliedGenerics: std::fmt::Debug + Sync {
    /// The declaration of a generic function, as the only one of a package.
    fn declaration<'a>(&'a self, types: &'a TypeStore, func: ObjId) -> Option<&'a SourcePackage>;
}

/// What is known about the instances of one package.
#[derive(Default)]
pub(in crate::ir) struct Instances {
    /// Functions by linker name.
    pub funcs: FxHashMap<String, FuncId>,
    /// Types whose methods were met, by linker name.
    pub types: FxHashSet<String>,
    /// How to lower the bodies of functions.
    pub bodies: FxHashMap<FuncId, Body>,
    /// Instances whose shape has to be made.
    pub unshaped: Vec<Unshaped>,
    /// The dictionaries that were made, by linker name.
    pub dicts: FxHashSet<String>,
    /// What each generic object's dictionaries hold.
    pub layouts: FxHashMap<Generic, Arc<Layout>>,
    /// Variables that stand for dictionaries, by linker name.
    pub dict_objects: FxHashMap<String, ObjId>,
}

/// The body of an instance.
#[derive(Clone)]
pub(in crate::ir) struct Body {
    /// The generic function or method.
    pub decl: ObjId,
    /// What its type parameters stand for.
    pub env: Arc<Env>,
    /// For a method: the instance that declares it.
    pub receiver: Option<TypeId>,
}

/// An instance without shapes.
#[derive(Clone)]
pub(in crate::ir) enum Unshaped {
    /// Of a function.
    Func(ObjId, Vec<TypeId>),
    /// Of a type.
    Type(TypeId),
}
