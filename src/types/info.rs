//! Side tables: what the checker found out about each node.

use super::check::Trust;
use super::constant::Constant;
use super::object::{ObjId, PackageId};
use super::store::TypeId;
use crate::source::Diagnostic;
use crate::syntax::ast::{DeclId, ExprId};
use la_arena::ArenaMap;
use rustc_hash::{FxHashMap, FxHashSet};

/// How an expression may be used.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// It does not type-check.
    Invalid,
    /// A call without results.
    NoValue,
    /// A builtin function.
    Builtin(super::Builtin),
    /// A type.
    Type,
    /// A constant; its value is known.
    Constant,
    /// Addressable.
    Variable,
    /// An element of a map: assignable, not addressable.
    MapIndex,
    /// A computed value.
    Value,
    /// The untyped nil.
    Nil,
    /// A value that may be followed by `, ok`: a type assertion or receive.
    CommaOk,
}

/// Type, mode and constant value of an expression.
#[derive(Clone, PartialEq, Debug)]
pub struct TypeAndValue {
    /// How it may be used.
    pub mode: Mode,
    /// Its final type: untyped operands have the type that their context gave them. A comma-ok
    /// expression used with two targets has a [`super::Type::Tuple`] of two.
    pub ty: TypeId,
    /// Its value, when constant, in the representation of its type.
    pub value: Option<Constant>,
}

/// What a selector `x.f` means.
#[derive(Clone, PartialEq, Debug)]
pub struct Selection {
    /// Field, method value or method expression.
    pub kind: SelectionKind,
    /// Type of `x`.
    pub recv: TypeId,
    /// The field or method.
    pub obj: ObjId,
    /// Field index at each step through embedded fields; for a field the last is its own; for a
    /// concrete method the path to the embedded value that declares it, without the method.
    pub path: Vec<u32>,
    /// Whether a pointer was followed on the way.
    pub indirect: bool,
}

/// The kinds of [`Selection`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    /// `x.f`
    Field,
    /// `x.M` (called or not)
    MethodValue,
    /// `T.M`
    MethodExpr,
}

/// What the checker found out about one file.
#[derive(Debug, Default)]
pub struct FileInfo {
    /// Type of every expression, types and constants included; not of names that declare.
    pub expr_type: ArenaMap<ExprId, TypeAndValue>,
    /// What each used name stands for: [`crate::syntax::ast::ExprKind::Name`] expressions, and
    /// selectors that are qualified names.
    pub expr_use: ArenaMap<ExprId, ObjId>,
    /// What a selector means, unless it is a qualified name.
    pub expr_selection: FxHashMap<ExprId, Selection>,
    /// Type arguments, inferred ones included, of each name or selector that stands for a generic
    /// type or function; receivers of generic types included.
    pub expr_instance: FxHashMap<ExprId, Vec<TypeId>>,
    /// The object that each declaring name declares, by the name's offset. Redeclared names of
    /// `:=` are uses, not definitions.
    pub offset_def: FxHashMap<u32, ObjId>,
    /// The variable of each type-switch clause (by the clause's `pos`), when the guard binds one.
    pub clause_var: FxHashMap<u32, ObjId>,
    /// Language version of the file, minor number: 22 for Go 1.22.
    pub language: u8,
}

/// One step of package initialisation: `lhs = rhs`.
#[derive(Clone, PartialEq, Debug)]
pub struct Initializer {
    /// The variables, blank ones included.
    pub lhs: Vec<ObjId>,
    /// Index of the file.
    pub file: usize,
    /// The right side.
    pub rhs: ExprId,
}

/// The result of checking a package.
#[derive(Debug)]
pub struct CheckedPackage {
    /// The package.
    pub package: PackageId,
    /// Side tables, one per file, in the order of the files.
    pub files: Vec<FileInfo>,
    /// Package-level variables with initialisers, in initialisation order.
    pub init_order: Vec<Initializer>,
    /// Errors in the order in which gc reports them.
    pub errors: Vec<Diagnostic>,
    /// Declarations (file index, declaration) with an error that is not soft, or that use one.
    pub broken: FxHashSet<(usize, DeclId)>,
    /// Objects that lost the type they have in the store, because of an error.
    pub invalid_objects: FxHashSet<ObjId>,
    /// Whether every type can be written down: none is an unnamed interface that contains itself.
    pub spellable: bool,
    /// Package-level objects and methods that importers cannot rely on, and how far they can.
    pub distrust: FxHashMap<ObjId, Trust>,
}

impl CheckedPackage {
    /// Whether lowering leaves out a declaration.
    pub fn is_left_out(&self, file: usize, decl: DeclId) -> bool {
        self.broken.contains(&(file, decl))
    }
}
