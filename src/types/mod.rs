//! What every expression is: Go's type checker.
//!
//! In: the syntax trees of one package. Out: [`CheckedPackage`]: objects, types and constant
//! values in side tables, the order of package initialisation, and errors in gc's words.
//! Invariants: checking never fails; what does not type-check has type [`Basic::Invalid`] and
//! its function is listed in [`CheckedPackage::broken`].
//! Source: the Go specification; gc 1.27.3 for wording, positions and order of errors.

pub mod assignable;
pub mod bigfloat;
pub mod constant;
pub mod constfmt;
pub mod convertible;
pub mod info;
pub mod initorder;
pub mod labels;
pub mod literal;
pub mod lookup;
pub mod object;
pub mod predicates;
pub mod quote;
pub mod representable;
pub mod returns;
pub mod sizes;
pub mod store;
pub mod typestring;
pub mod validtype;

pub use constant::{Constant, ConstantKind};
pub use info::{CheckedPackage, FileInfo, Initializer, Mode, Selection, SelectionKind, TypeAndValue};
pub use object::{Builtin, ObjId, Object, ObjectKind, PackageId, VarKind};
pub use sizes::Sizes;
pub use store::{
    Basic, Interface, MethodSpec, Named, Signature, Struct, StructField, Type, TypeId, TypeStore,
};
