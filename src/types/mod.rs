//! What every expression is: Go's type checker.
//!
//! In: the syntax trees of one package. Out: [`CheckedPackage`]: objects, types and constant
//! values in side tables, the order of package initialisation, and errors in gc's words.
//! Invariants: checking never fails; what does not type-check has type [`Basic::Invalid`] and
//! its function is listed in [`CheckedPackage::broken`].
//! Source: the Go specification; gc 1.27.3 for wording, positions and order of errors.

mod anonymous;
mod ask;
mod assign;
pub mod assignable;
pub mod bigfloat;
mod binary;
mod builtin;
mod builtin_types;
mod call;
mod chains;
pub mod check;
mod collect;
mod complit;
mod composite;
pub mod constant;
pub mod constfmt;
pub mod convertible;
mod cycle;
mod decl;
mod delay;
pub mod dump;
pub mod errors;
mod expr;
pub mod exprstring;
mod generic_call;
pub mod implements;
mod index;
mod infer;
pub mod info;
pub mod initorder;
mod instance;
pub mod instantiate;
mod interface;
mod language;
pub mod layout;
pub mod literal;
pub mod lookup;
mod memo;
mod monomorph;
pub mod object;
mod operand;
pub mod predicates;
pub mod program;
pub mod quote;
mod range;
mod record;
pub mod representable;
pub mod returns;
mod scope;
mod selector;
pub mod shape;
pub mod sizes;
mod stmt;
pub mod store;
pub mod subst;
mod supply;
mod switch;
mod trust;
mod typeparam;
pub mod typeset;
pub mod typestring;
mod typexpr;
mod unify;
mod union;
pub mod universe;
mod untyped;
pub mod validtype;
mod whole;

pub use check::{CheckContext, ImportError, Importer, NoImports, Trust, check_package};
pub use collect::is_import_path;
pub use constant::{Constant, ConstantKind};
pub use info::{CheckedPackage, FileInfo, Initializer, Mode, Selection, SelectionKind, TypeAndValue};
pub use object::{Builtin, ObjId, Object, ObjectKind, PackageId, VarKind};
pub use program::{CheckedProgram, SourcePackage, declaration};
pub use sizes::Sizes;
pub use store::{
    Basic, Interface, MethodSpec, Named, Signature, Struct, StructField, Type, TypeId, TypeStore,
};
pub use supply::{Supplier, SupplyId};
pub use universe::new_store;
