//! What every expression is: Go's type checker.
//!
//! In: the syntax trees of one package. Out: [`CheckedPackage`]: objects, types and constant
//! values in side tables, the order of package initialisation, and errors in gc's words.
//! Invariants: checking never fails; what does not type-check has type [`Basic::Invalid`] and
//! its function is listed in [`CheckedPackage::broken`].
//! Source: the Go specification; gc 1.27.3 for wording, positions and order of errors.

pub mod constant;
pub mod info;
pub mod layout;
pub mod lookup;
pub mod object;
pub mod predicates;
pub mod quote;
pub mod store;
pub mod typestring;

pub use constant::Constant;
pub use info::{CheckedPackage, FileInfo, Initializer, Mode, Selection, SelectionKind, TypeAndValue};
pub use object::{Builtin, ObjId, Object, ObjectKind, PackageId, VarKind};
pub use store::{
    Basic, Interface, MethodSpec, Named, Signature, Struct, StructField, Type, TypeId, TypeStore,
};
