//! All types, objects and packages of one session.
//!
//! In: what the checkers of all packages allocate, from any thread. Out: shared references.
//! Invariants: entries are never removed or moved; what a declaration learns late (a named type's
//! underlying type, its methods) is written once. Ids depend on scheduling, so nothing may be
//! ordered by them. Types are not unique: compare with `predicates::identical`, not by id.

use super::instantiate::Instances;
use super::object::{ObjId, Object, ObjectKind, PackageId};
use super::shape::Shapes;
use super::supply::{Supplier, SupplyId};
use super::typeset::TypeSet;
use super::universe::Universe;
use crate::source::Symbol;
use crate::syntax::ast::ChanDir;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock};

/// Index of a type in a [`TypeStore`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TypeId(pub u32);

/// Predeclared types. The first entries of every [`TypeStore`], in this order, so that
/// [`Basic::id`] needs no look-up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Basic {
    /// The type of what does not type-check.
    Invalid,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `int8`
    Int8,
    /// `int16`
    Int16,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `uint`
    Uint,
    /// `uint8`
    Uint8,
    /// `uint16`
    Uint16,
    /// `uint32`
    Uint32,
    /// `uint64`
    Uint64,
    /// `uintptr`
    Uintptr,
    /// `float32`
    Float32,
    /// `float64`
    Float64,
    /// `complex64`
    Complex64,
    /// `complex128`
    Complex128,
    /// `string`
    String,
    /// `unsafe.Pointer`
    UnsafePointer,
    /// Untyped boolean.
    UntypedBool,
    /// Untyped integer.
    UntypedInt,
    /// Untyped rune.
    UntypedRune,
    /// Untyped float.
    UntypedFloat,
    /// Untyped complex.
    UntypedComplex,
    /// Untyped string.
    UntypedString,
    /// `nil`
    UntypedNil,
    /// `byte`: identical to `uint8` but spelled as written.
    Byte,
    /// `rune`: identical to `int32` but spelled as written.
    Rune,
}

impl Basic {
    /// All of them, in the order of their ids.
    pub const ALL: [Basic; 28] = [
        Basic::Invalid,
        Basic::Bool,
        Basic::Int,
        Basic::Int8,
        Basic::Int16,
        Basic::Int32,
        Basic::Int64,
        Basic::Uint,
        Basic::Uint8,
        Basic::Uint16,
        Basic::Uint32,
        Basic::Uint64,
        Basic::Uintptr,
        Basic::Float32,
        Basic::Float64,
        Basic::Complex64,
        Basic::Complex128,
        Basic::String,
        Basic::UnsafePointer,
        Basic::UntypedBool,
        Basic::UntypedInt,
        Basic::UntypedRune,
        Basic::UntypedFloat,
        Basic::UntypedComplex,
        Basic::UntypedString,
        Basic::UntypedNil,
        Basic::Byte,
        Basic::Rune,
    ];

    /// The id of this type in every store.
    pub const fn id(self) -> TypeId {
        TypeId(self as u32)
    }
}

impl TypeId {
    /// The type of what does not type-check.
    pub const INVALID: TypeId = Basic::Invalid.id();
    /// The predeclared `error`, in every store.
    pub const ERROR: TypeId = TypeId(Basic::ALL.len() as u32);
    /// The predeclared `any`, in every store: an alias of the empty interface.
    pub const ANY: TypeId = TypeId(Basic::ALL.len() as u32 + 1);
    /// The predeclared `comparable`, in every store.
    pub const COMPARABLE: TypeId = TypeId(Basic::ALL.len() as u32 + 2);
    /// `interface{}`, in every store: what `any` stands for.
    pub const EMPTY_INTERFACE: TypeId = TypeId(Basic::ALL.len() as u32 + 3);
    /// The tuple without components, in every store.
    pub const EMPTY_TUPLE: TypeId = TypeId(Basic::ALL.len() as u32 + 4);
}

/// A type.
#[derive(Debug)]
pub enum Type {
    /// A predeclared type.
    Basic(Basic),
    /// A defined type.
    Named(Named),
    /// An alias; transparent everywhere but in error messages.
    Alias {
        /// Its declaration.
        obj: ObjId,
        /// The right side; set when known.
        actual: OnceLock<TypeId>,
        /// Type parameters of a generic alias; set when known.
        type_params: OnceLock<Vec<TypeId>>,
        /// Type arguments of an instance, with the generic alias in front.
        instance: Option<(TypeId, Vec<TypeId>)>,
    },
    /// `*T`
    Pointer(TypeId),
    /// `[]T`
    Slice(TypeId),
    /// `[len]T`
    Array {
        /// Number of elements; -1 when unknown because of an error.
        len: i64,
        /// Element type.
        elem: TypeId,
    },
    /// `map[K]V`
    Map {
        /// Key type.
        key: TypeId,
        /// Value type.
        value: TypeId,
    },
    /// `chan T`
    Chan {
        /// Direction.
        dir: ChanDir,
        /// Element type.
        elem: TypeId,
    },
    /// `struct{…}`
    Struct(Struct),
    /// Several results of a call.
    Tuple(Vec<TypeId>),
    /// A function type.
    Signature(Signature),
    /// `interface{…}`
    Interface(Interface),
    /// A type parameter.
    TypeParam {
        /// Its declaration.
        obj: ObjId,
        /// Position in its list.
        index: u32,
        /// Its constraint as written; set when known.
        constraint: OnceLock<TypeId>,
        /// The constraint as an interface; set when first asked for.
        interface: OnceLock<TypeId>,
        /// Where its constraint comes from, when that is no source text.
        supply: Option<SupplyId>,
    },
    /// `~A | B`, in constraints.
    Union(Vec<(bool, TypeId)>),
}

/// A defined type; identical only to itself (and to the same instance).
#[derive(Debug)]
pub struct Named {
    /// Its declaration.
    pub obj: ObjId,
    /// Never itself [`Type::Named`] or [`Type::Alias`]; set when known, of an instance when first
    /// asked for: see [`TypeStore::underlying`].
    pub underlying: OnceLock<TypeId>,
    /// Declared methods ([`super::ObjectKind::Func`]) in source order; those of an instance are
    /// made by [`TypeStore::declared_methods`].
    pub methods: RwLock<Vec<ObjId>>,
    /// Type parameters of a generic type; set when known.
    pub type_params: OnceLock<Vec<TypeId>>,
    /// Type arguments of an instance, with the generic type in front.
    pub instance: Option<(TypeId, Vec<TypeId>)>,
    /// Where the rest comes from, when that is no source text.
    pub supply: Option<SupplyId>,
}

/// A struct type.
#[derive(Debug, Default)]
pub struct Struct {
    /// Fields in order.
    pub fields: Vec<StructField>,
}

/// A field of a struct type.
#[derive(Clone, Debug)]
pub struct StructField {
    /// Its object, [`super::VarKind::Field`].
    pub obj: ObjId,
    /// Its name.
    pub name: Symbol,
    /// Its type.
    pub ty: TypeId,
    /// Whether it has no name of its own.
    pub embedded: bool,
    /// Its tag, unquoted; empty without one.
    pub tag: Box<[u8]>,
}

/// A function type; methods carry their receiver in the [`Object`], interface methods have none.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// The receiver of a declared method.
    pub recv: Option<ObjId>,
    /// Parameters, [`super::VarKind::Param`]; the last one's type is a slice when variadic.
    pub params: Vec<ObjId>,
    /// Results, [`super::VarKind::Result`].
    pub results: Vec<ObjId>,
    /// Whether the last parameter is `...T`.
    pub variadic: bool,
    /// Type parameters of a generic function or method.
    pub type_params: Vec<TypeId>,
    /// Type parameters that the receiver of a method of a generic type declares.
    pub recv_type_params: Vec<TypeId>,
}

/// An interface type.
#[derive(Debug, Default)]
pub struct Interface {
    /// Explicit methods, as written.
    pub methods: Vec<MethodSpec>,
    /// Embedded types, as written.
    pub embedded: Vec<TypeId>,
    /// All methods, embedded ones included, sorted by name; set when first asked for.
    pub all_methods: OnceLock<Vec<MethodSpec>>,
    /// Which types it permits, methods aside; set when first asked for.
    pub type_set: OnceLock<TypeSet>,
    /// Whether it was made for a constraint without the word `interface`.
    pub implicit: bool,
}

/// A method of an interface.
#[derive(Clone, Debug)]
pub struct MethodSpec {
    /// Its object, [`super::ObjectKind::Func`].
    pub obj: ObjId,
    /// Its name.
    pub name: Symbol,
    /// Its [`Signature`].
    pub signature: TypeId,
}

/// A package as the checker knows it.
#[derive(Debug)]
pub struct Package {
    /// Its import path.
    pub path: String,
    /// Its name; set when its clause was seen.
    pub name: OnceLock<Symbol>,
    /// Its package-level objects by name; set when it is checked.
    pub members: OnceLock<FxHashMap<Symbol, ObjId>>,
    /// The packages that it imports; set when these are known.
    pub imports: OnceLock<Vec<PackageId>>,
    /// Names that more than one of the packages have that it needs; set when these are known.
    pub ambiguous_names: OnceLock<FxHashSet<Symbol>>,
    /// What its supplier calls it, when its declarations are not source text.
    pub supply: Option<u32>,
}

#[derive(Debug)]
struct Entry {
    ty: Type,
    /// Two bits for each [`Fact`]: whether it is known, and whether it holds.
    facts: AtomicU8,
}

/// What is asked of the same types again and again once all of them are complete.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fact {
    /// See [`super::layout::has_pointers`].
    HasPointers,
    /// See [`super::layout::is_never_in_heap`].
    NeverInHeap,
}

/// Types, objects and packages; shared by all threads of a session.
#[derive(Debug)]
pub struct TypeStore {
    types: boxcar::Vec<Entry>,
    objects: boxcar::Vec<Object>,
    packages: boxcar::Vec<Package>,
    pub(super) instances: Mutex<Instances>,
    pub(super) shapes: Shapes,
    pub(super) universe: OnceLock<Universe>,
    /// The runtime's type whose values are never in the heap; set when its package is known.
    pub(super) not_in_heap: OnceLock<ObjId>,
    pub(super) supplier: OnceLock<Arc<dyn Supplier>>,
}

impl TypeStore {
    /// A store without anything: `universe::new_store` fills in what is predeclared.
    pub(super) fn empty() -> Self {
        TypeStore {
            types: boxcar::Vec::new(),
            objects: boxcar::Vec::new(),
            packages: boxcar::Vec::new(),
            instances: Mutex::default(),
            shapes: Shapes::default(),
            universe: OnceLock::new(),
            not_in_heap: OnceLock::new(),
            supplier: OnceLock::new(),
        }
    }

    /// Adds a type.
    pub fn add(&self, ty: Type) -> TypeId {
        TypeId(self.types.push(Entry { ty, facts: AtomicU8::new(0) }) as u32)
    }

    /// The type behind `id`.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize].ty
    }

    /// Whether `fact` holds of the type behind `id`; `find` finds out the first time.
    pub(super) fn fact(&self, id: TypeId, fact: Fact, find: impl FnOnce() -> bool) -> bool {
        let facts = &self.types[id.0 as usize].facts;
        let (known, holds) = (1 << (2 * fact as u8), 2 << (2 * fact as u8));
        let bits = facts.load(Ordering::Relaxed);
        if bits & known != 0 {
            return bits & holds != 0;
        }
        let found = find();
        facts.fetch_or(if found { known | holds } else { known }, Ordering::Relaxed);
        found
    }

    /// Adds an object.
    pub fn add_object(&self, object: Object) -> ObjId {
        ObjId(self.objects.push(object) as u32)
    }

    /// The object behind `id`.
    pub fn object(&self, id: ObjId) -> &Object {
        &self.objects[id.0 as usize]
    }

    /// Adds a package.
    pub fn add_package(&self, path: impl Into<String>) -> PackageId {
        self.add_supplied_package(path, None)
    }

    /// Adds a package whose declarations are what the supplier has under `supply`.
    pub fn add_supplied_package(&self, path: impl Into<String>, supply: Option<u32>) -> PackageId {
        let package = Package {
            path: path.into(),
            name: OnceLock::new(),
            members: OnceLock::new(),
            imports: OnceLock::new(),
            ambiguous_names: OnceLock::new(),
            supply,
        };
        PackageId(self.packages.push(package) as u32)
    }

    /// The package behind `id`.
    pub fn package(&self, id: PackageId) -> &Package {
        &self.packages[id.0 as usize]
    }

    /// `id` without aliases around it. An alias not known yet is invalid.
    pub fn unalias(&self, mut id: TypeId) -> TypeId {
        while let Type::Alias { actual, .. } = self.get(id) {
            id = actual.get().copied().or_else(|| self.expand(id)).unwrap_or(TypeId::INVALID);
        }
        id
    }

    /// The underlying type: never [`Type::Named`] or [`Type::Alias`]. That of a type parameter is
    /// the type parameter.
    pub fn underlying(&self, id: TypeId) -> TypeId {
        let id = self.unalias(id);
        match self.get(id) {
            Type::Named(named) => {
                self.known_underlying(named).or_else(|| self.expand(id)).unwrap_or(TypeId::INVALID)
            }
            _ => id,
        }
    }

    /// The underlying type's structure.
    pub fn under(&self, id: TypeId) -> &Type {
        self.get(self.underlying(id))
    }

    /// The type of an object; invalid while not known.
    pub fn type_of(&self, id: ObjId) -> TypeId {
        self.known_type(id).unwrap_or(TypeId::INVALID)
    }

    /// The type of an object, as far as known.
    pub fn known_type(&self, id: ObjId) -> Option<TypeId> {
        let object = self.object(id);
        match object.ty.get() {
            Some(&ty) => Some(ty),
            None if matches!(object.kind, ObjectKind::Func) => self.instance_method_type(id),
            None => None,
        }
    }
}
