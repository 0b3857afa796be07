//! How the facts of one package are laid out.
//!
//! A package's facts are sections, each behind its tag and length, so that a reader can leave out
//! what it does not know. Everything in them is reached by number through tables: reading a
//! declaration reads nothing else. Types are numbered so that a type mentions smaller ones only;
//! defined types are mentioned by name, which ends every cycle.

use crate::types::TypeId;

/// The version of the layout; a reader takes no other.
pub const FORMAT: u32 = 5;

/// Types below this number are predeclared, the same in every store.
pub(super) const PREDECLARED: u32 = TypeId::EMPTY_TUPLE.0 + 1;

/// The sections of a package.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Section {
    /// Names and other texts.
    Strings = 1,
    /// Import paths of other packages that types belong to.
    Packages = 2,
    Types = 3,
    /// Package-level objects, and types that are declared in functions.
    Objects = 4,
    /// Names of objects, sorted: pairs of a string and an object.
    Members = 5,
    /// Lists of type parameters.
    TypeParams = 6,
    /// What is known about functions; several share an entry.
    Summaries = 7,
    /// Trees of generic functions.
    Generics = 8,
    /// What importers can copy of functions.
    Bodies = 9,
    /// Names of instances that bodies mention, with the number of a body.
    Instances = 10,
    /// Functions of other packages that importers can copy: pairs of a package and a name.
    PassedOn = 11,
    /// Names of the files that bodies and trees are in.
    Files = 12,
}

/// All sections.
pub(super) const SECTIONS: [Section; 12] = [
    Section::Strings,
    Section::Packages,
    Section::Types,
    Section::Objects,
    Section::Members,
    Section::TypeParams,
    Section::Summaries,
    Section::Generics,
    Section::Bodies,
    Section::Instances,
    Section::PassedOn,
    Section::Files,
];

/// A section that is empty: the names of objects are followed by where these are.
pub(super) const POSITIONS: u64 = 64;

/// The kinds of types.
pub(super) mod kind {
    /// An object's type: package, then an object of this one or a name in another.
    pub const OBJECT: u64 = 0;
    pub const INSTANCE: u64 = 1;
    pub const POINTER: u64 = 2;
    pub const SLICE: u64 = 3;
    pub const ARRAY: u64 = 4;
    pub const MAP: u64 = 5;
    pub const CHAN: u64 = 6;
    pub const STRUCT: u64 = 7;
    pub const TUPLE: u64 = 8;
    pub const SIGNATURE: u64 = 9;
    pub const INTERFACE: u64 = 10;
    pub const TYPE_PARAM: u64 = 11;
    pub const UNION: u64 = 12;
    pub const SHAPE: u64 = 13;
}

/// The kinds of objects.
pub(super) mod object {
    pub const CONST: u64 = 0;
    pub const VAR: u64 = 1;
    pub const FUNC: u64 = 2;
    pub const ALIAS: u64 = 3;
    pub const DEFINED: u64 = 4;
    /// A variable that the compiler made.
    pub const MADE: u64 = 5;
}

/// The kinds of constants.
pub(super) mod constant {
    pub const FALSE: u64 = 0;
    pub const TRUE: u64 = 1;
    pub const STRING: u64 = 2;
    pub const INT: u64 = 3;
    pub const BIG_INT: u64 = 4;
    pub const FLOAT: u64 = 5;
    pub const HUGE: u64 = 6;
    pub const COMPLEX: u64 = 7;
}

/// Packages as types name them: none, this one, or another.
pub(super) const NO_PACKAGE: u64 = 0;
pub(super) const OWN_PACKAGE: u64 = 1;
pub(super) const FIRST_OTHER: u64 = 2;
