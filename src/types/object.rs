//! What names stand for.

use super::constant::Constant;
use super::store::TypeId;
use crate::source::{Pos, Symbol};
use std::sync::OnceLock;

/// Index of an object in a [`super::TypeStore`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ObjId(pub u32);

/// Index of a package in a [`super::TypeStore`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PackageId(pub u32);

/// A declared thing.
#[derive(Debug)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name; `_` and the empty name (unnamed parameter) included.
    pub name: Symbol,
    /// Where it is declared: its name, or the start of the type when unnamed.
    pub pos: Pos,
    /// The package that declares it; `None` for what is predeclared.
    pub package: Option<PackageId>,
    /// Its type; set when known.
    pub ty: OnceLock<TypeId>,
}

/// The kinds of [`Object`].
#[derive(Debug)]
pub enum ObjectKind {
    /// An imported package.
    PkgName(PackageId),
    /// A constant; its value is set when known.
    Const(OnceLock<Constant>),
    /// A defined type, an alias or a type parameter.
    TypeName,
    /// A variable, parameter, result, receiver or field.
    Var(VarKind),
    /// A function, a method or an interface method.
    Func,
    /// A label.
    Label,
    /// A builtin function.
    Builtin(Builtin),
    /// `nil`
    Nil,
}

/// The kinds of variables.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum VarKind {
    /// Declared at package level.
    Package,
    /// Declared in a function.
    Local,
    /// A parameter.
    Param,
    /// A result.
    Result,
    /// A receiver.
    Receiver,
    /// A struct field.
    Field,
    /// An embedded struct field.
    Embedded,
}

/// Builtin functions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Builtin {
    /// `append`
    Append,
    /// `cap`
    Cap,
    /// `clear`
    Clear,
    /// `close`
    Close,
    /// `complex`
    Complex,
    /// `copy`
    Copy,
    /// `delete`
    Delete,
    /// `imag`
    Imag,
    /// `len`
    Len,
    /// `make`
    Make,
    /// `max`
    Max,
    /// `min`
    Min,
    /// `new`
    New,
    /// `panic`
    Panic,
    /// `print`
    Print,
    /// `println`
    Println,
    /// `real`
    Real,
    /// `recover`
    Recover,
    /// `unsafe.Add`
    UnsafeAdd,
    /// `unsafe.Alignof`
    UnsafeAlignof,
    /// `unsafe.Offsetof`
    UnsafeOffsetof,
    /// `unsafe.Sizeof`
    UnsafeSizeof,
    /// `unsafe.Slice`
    UnsafeSlice,
    /// `unsafe.SliceData`
    UnsafeSliceData,
    /// `unsafe.String`
    UnsafeString,
    /// `unsafe.StringData`
    UnsafeStringData,
}
